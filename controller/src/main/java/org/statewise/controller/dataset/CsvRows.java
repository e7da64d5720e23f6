package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.statewise.controller.csv.CsvTable;

/** Parses a CSV file's rows one by one into a row that is reused. */
final class CsvRows {
  /** Beyond this the time in nanoseconds would not fit into a long. */
  private static final double MAX_SECONDS = 9.0e9;

  private final CsvTable table;
  private final CsvHeader header;
  private final String file;
  private final StreamRow row;
  private boolean hasRow;
  private double lastSeconds;
  private String lastSegment = "";
  private boolean startsSegment;

  CsvRows(CsvTable table, CsvHeader header, String file) {
    this.table = table;
    this.header = header;
    this.file = file;
    row = new StreamRow(header.jointCount());
  }

  /** The row that {@link #next} parsed. */
  StreamRow row() {
    return row;
  }

  /** Whether that row is the first of another segment than the row before. */
  boolean startsSegment() {
    return startsSegment;
  }

  /**
   * Goes to the next row; false at the end. Empty lines are passed over.
   *
   * @throws CsvException if the row is bad; the next call goes on behind it
   */
  boolean next() throws IOException {
    if (!table.next()) {
      return false;
    }
    row.line = table.line();
    fields(table.fields());
    startsSegment = hasRow && !row.segment.equals(lastSegment);
    if (hasRow && !startsSegment && nanos(row.tSeconds) <= nanos(lastSeconds)) {
      throw wrong(RowProblem.TIME_NOT_FORWARD, "t", "time must go forward"
          + (row.tSeconds > lastSeconds ? " by 1 ns or more" : "")
          + (header.has(CsvHeader.Quantity.SEGMENT)
              ? " inside a segment"
              : "; where it starts again, a segment column must say so")
          + ", but " + row.tSeconds + " s follows " + lastSeconds + " s");
    }
    hasRow = true;
    lastSeconds = row.tSeconds;
    lastSegment = row.segment;
    return true;
  }

  private void fields(List<String> fields) throws IOException {
    if (fields.size() != header.columnCount()) {
      throw wrongCount(fields.size());
    }
    for (int column = 0; column < fields.size(); column++) {
      field(column, fields.get(column));
    }
  }

  private CsvException wrongCount(int fields) throws IOException {
    String counts = "a row must have " + header.columnCount() + " fields, but this one has "
        + fields;
    return table.mayBeCutOff()
        ? new CsvException(RowProblem.TRUNCATED_LAST_ROW,
            file + ": line " + row.line + ": the last row is cut off: " + counts
                + ", the last of them " + header.name(
                    Math.min(fields, header.columnCount()) - 1))
        : new CsvException(RowProblem.WRONG_FIELD_COUNT,
            file + ": line " + row.line + ": " + counts + table.causeOfWrongCount(fields));
  }

  private void field(int column, String text) throws CsvException {
    CsvHeader.Quantity quantity = header.quantity(column);
    if (quantity == CsvHeader.Quantity.SEGMENT) {
      // Most rows repeat the label before: keep that one string.
      row.segment = text.equals(lastSegment) ? lastSegment : text;
      return;
    }
    double value = number(column, text);
    int j = header.joint(column);
    checkRange(column, quantity, value);
    switch (quantity) {
      case T -> row.tSeconds = time(value);
      case Q -> row.q[j] = value;
      case QD -> row.qd[j] = value;
      case QDD -> row.qdd[j] = value;
      default -> row.tau[j] = value;
    }
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** Wide enough for any wrong unit that an inspection explains, and no wider. */
  private void checkRange(int column, CsvHeader.Quantity quantity, double value)
      throws CsvException {
    double largest = switch (quantity) {
      case Q -> 1e5;
      case QD -> 1e7;
      case QDD -> 1e10;
      case TAU -> 1e7;
      default -> Double.POSITIVE_INFINITY;
    };
    if (Math.abs(value) > largest) {
      throw wrong(RowProblem.OUT_OF_RANGE, header.name(column), String.format(Locale.ROOT,
          "a value must lie within +-%.0e, but is %s", largest, value));
    }
  }

  private double time(double seconds) throws CsvException {
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw wrong(RowProblem.NOT_FINITE, "t",
          "a time must lie within 9e9 s of zero, but is " + seconds + " s");
    }
    return seconds;
  }

  private double number(int column, String text) throws CsvException {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw notANumber(column, text);
    }
    if (!Double.isFinite(value)) {
      throw wrong(RowProblem.NOT_FINITE, header.name(column),
          "a value must be finite, but is " + CsvException.quote(text));
    }
    char last = text.charAt(text.length() - 1);
    // Java also reads "1d", "1f" and hexadecimal, which no data file means.
    boolean decimal = (last >= '0' && last <= '9') || last == '.';
    if (!decimal || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      throw notANumber(column, text);
    }
    return value;
  }

  private CsvException notANumber(int column, String text) {
    return wrong(RowProblem.NOT_A_NUMBER, header.name(column),
        "a value must be a number, but is " + CsvException.quote(text)
            + CsvTable.causeOfNoNumber(text));
  }

  private CsvException wrong(RowProblem problem, String column, String what) {
    return new CsvException(problem,
        file + ": line " + row.line + ", column " + column + ": " + what);
  }
}
