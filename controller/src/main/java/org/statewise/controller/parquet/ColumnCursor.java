package org.statewise.controller.parquet;

import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** One column's values of the row that its reader stands at. */
final class ColumnCursor {
  private final ParquetColumn column;
  private final PrimitiveTypeName type;
  private final int fullLevel;
  private ColumnReader values;
  private double[] numbers = new double[1];
  private long[] integers = new long[1];
  private Binary bytes;
  private String text = "";
  private int count;
  private boolean missing;

  /** @param fullLevel the definition level of a value that is there */
  ColumnCursor(ParquetColumn column, PrimitiveTypeName type, int fullLevel) {
    this.column = column;
    this.type = type;
    this.fullLevel = fullLevel;
  }

  /** Goes before the first row of another group. */
  void open(ColumnReader group) {
    values = group;
    bytes = null;
    text = "";
  }

  /** Goes to the next row. */
  void next() {
    count = 0;
    missing = false;
    do {
      if (values.getCurrentDefinitionLevel() == fullLevel) {
        take();
      } else {
        missing = true;
      }
      values.consume();
    } while (column.isList() && values.getCurrentRepetitionLevel() > 0);
  }

  private void take() {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      integers = Arrays.copyOf(integers, 2 * count);
    }
    switch (type) {
      case DOUBLE -> takeNumber(values.getDouble());
      case FLOAT -> takeNumber(values.getFloat());
      case INT32 -> takeInteger(values.getInteger());
      case INT64 -> takeInteger(values.getLong());
      case BOOLEAN -> takeInteger(values.getBoolean() ? 1 : 0);
      case BINARY -> takeText(values.getBinary());
      case INT96, FIXED_LEN_BYTE_ARRAY -> {
        // Never asked for.
      }
    }
    count++;
  }

  private void takeNumber(double value) {
    numbers[count] = value;
    integers[count] = (long) value;
  }

  private void takeInteger(long value) {
    numbers[count] = value;
    integers[count] = value;
  }

  private void takeText(Binary value) {
    // Most rows repeat the text before: keep that one string.
    if (!value.equals(bytes)) {
      bytes = value.copy();
      text = value.toStringUsingUTF8();
    }
  }

  /** How many values the row has: of a column that is no list 1, or 0 where it is null. */
  int count() {
    return missing && !column.isList() ? 0 : count;
  }

  double number(int at) {
    return numbers[at];
  }

  long integer(int at) {
    return integers[at];
  }

  String text() {
    return count() == 0 ? "" : text;
  }
}
