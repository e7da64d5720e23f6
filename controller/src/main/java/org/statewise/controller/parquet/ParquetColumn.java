package org.statewise.controller.parquet;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A column of a Parquet file.
 *
 * @param name fields from the outermost to the innermost with points between them; a list's inner
 *     fields, which its writer chose, are left out
 * @param kind what it holds
 * @param isList whether a row has any number of values and not one
 * @param nanosPerUnit of a time stamp: how many nanoseconds one of it has; empty if it is none
 */
public record ParquetColumn(String name, Kind kind, boolean isList, Optional<Long> nanosPerUnit) {
  /** What a column holds. */
  public enum Kind {
    /** Of 32 or 64 bits, with a fraction. */
    NUMBER,
    /** Of 32 or 64 bits. */
    INTEGER,
    /** True or false. */
    FLAG,
    /** UTF-8. */
    TEXT,
    /** Known to Parquet and of no use here. */
    OTHER
  }

  /** The names that writers give to what is inside a list. */
  private static final Pattern LIST_FIELDS = Pattern
      .compile("\\.(list\\.(element|item)|bag\\.array_element|array)$");
  private static final Map<TimeUnit, Long> UNITS = Map.of(TimeUnit.MILLIS, 1_000_000L,
      TimeUnit.MICROS, 1_000L, TimeUnit.NANOS, 1L);

  static ParquetColumn of(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    String path = String.join(".", column.getPath());
    boolean isList = column.getMaxRepetitionLevel() == 1;
    return new ParquetColumn(isList ? LIST_FIELDS.matcher(path).replaceFirst("") : path,
        column.getMaxRepetitionLevel() > 1 ? Kind.OTHER : kind(type), isList,
        type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
            ? Optional.of(UNITS.get(time.getUnit()))
            : Optional.empty());
  }

  private static Kind kind(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case DOUBLE, FLOAT -> Kind.NUMBER;
      case INT32, INT64 ->
        meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation
            ? Kind.OTHER
            : Kind.INTEGER;
      case BOOLEAN -> Kind.FLAG;
      case BINARY -> meaning == null
          || meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
          || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
              ? Kind.TEXT
              : Kind.OTHER;
      case INT96, FIXED_LEN_BYTE_ARRAY -> Kind.OTHER;
    };
  }

  /** Whether it can be read as numbers. */
  public boolean isNumeric() {
    return kind == Kind.NUMBER || kind == Kind.INTEGER || kind == Kind.FLAG;
  }
}
