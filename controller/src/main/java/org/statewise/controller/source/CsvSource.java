package org.statewise.controller.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.csv.CsvFormatException;
import org.statewise.controller.csv.CsvTable;

/**
 * A table of text. Columns are t, q1..qn, tau1..taun and optionally qd1..qdn, qdd1..qddn and segment, in any
 * order, or others that the user maps to these; n is the number of q columns.
 */
final class CsvSource implements StreamSource {
  /** Beyond this the time in nanoseconds would not fit into a long. */
  private static final double MAX_SECONDS = 9.0e9;

  private final CsvTable table;
  private final StreamColumns header;
  private final String file;
  private final ClockUnit clock;
  private final StreamRow row;
  private final Decimals decimals = new Decimals();
  private final long total;
  private String lastSegment = "";

  private CsvSource(CsvTable table, Path file, SourceOptions options) throws IOException {
    this.table = table;
    this.file = file.toString();
    clock = options.clock().orElse(ClockUnit.S);
    header = StreamColumns.of(this.file, table, options.columns());
    row = new StreamRow(header.jointCount());
    total = Files.size(file);
  }

  static CsvSource open(Path file, SourceOptions options) throws IOException {
    try {
      CsvTable table = CsvTable.open(file);
      try {
        return new CsvSource(table, file, options);
      } catch (IOException e) {
        table.close();
        throw e;
      }
    } catch (CsvFormatException e) {
      throw new SourceException(e.getMessage(), e);
    }
  }

  /** Goes to the next row; false at the end. Empty lines are passed over. */
  @Override
  public boolean next() throws IOException {
    try {
      if (!table.next()) {
        return false;
      }
    } catch (CsvFormatException e) {
      throw new SourceException(e.getMessage(), e);
    }
    row.line = table.line();
    List<String> fields = table.fields();
    if (fields.size() != header.columnCount()) {
      throw wrongCount(fields.size());
    }
    for (int column = 0; column < fields.size(); column++) {
      field(column, fields.get(column));
    }
    lastSegment = row.segment;
    return true;
  }

  private SourceException wrongCount(int fields) throws IOException {
    String counts = "a row must have " + header.columnCount() + " fields, but this one has "
        + fields;
    return table.mayBeCutOff()
        ? new SourceException(RowProblem.TRUNCATED_LAST_ROW,
            file + ": line " + row.line + ": the last row is cut off: " + counts
                + ", the last of them " + header.theirs(
                    Math.min(fields, header.columnCount()) - 1))
        : new SourceException(RowProblem.WRONG_FIELD_COUNT,
            file + ": line " + row.line + ": " + counts + table.causeOfWrongCount(fields));
  }

  private void field(int column, String text) throws SourceException {
    int j = header.joint(column);
    switch (header.quantity(column)) {
      // Most rows repeat the label before: keep that one string.
      case SEGMENT -> row.segment = text.equals(lastSegment) ? lastSegment : text;
      case T -> row.tNs = time(column, number(column, text));
      case Q -> row.q[j] = value(column, text);
      case QD -> row.qd[j] = value(column, text);
      case QDD -> row.qdd[j] = value(column, text);
      case TAU -> row.tau[j] = value(column, text);
      case NOT_OURS -> {
        // Of another program's log.
      }
    }
  }

  private long time(int column, String text) throws SourceException {
    double seconds = Double.parseDouble(text) * clock.nanos() / ClockUnit.S.nanos();
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw wrong(RowProblem.NOT_FINITE, column, "a time must lie within 9e9 s of zero, but is "
          + seconds + " s"
          + (clock == ClockUnit.S ? "; is it in another unit (--time-unit)?" : ""));
    }
    return Decimals.nanos(text, clock);
  }

  private double value(int column, String text) throws SourceException {
    return Double.parseDouble(number(column, text));
  }

  /** The text as Java parses it. */
  private String number(int column, String text) throws SourceException {
    Optional<String> pointed = decimals.parse(text);
    if (pointed.isEmpty()) {
      throw wrong(RowProblem.NOT_A_NUMBER, column, "a value must be a number, but is "
          + SourceException.quote(text) + decimals.cause(text));
    }
    if (!Double.isFinite(Double.parseDouble(pointed.get()))) {
      throw wrong(RowProblem.NOT_FINITE, column,
          "a value must be finite, but is " + SourceException.quote(text));
    }
    return pointed.get();
  }

  private SourceException wrong(RowProblem problem, int column, String what) {
    return new SourceException(problem, where(row.line, header.theirs(column)) + ": " + what);
  }

  @Override
  public String where(long line, String column) {
    return file + ": line " + line + ", column " + column;
  }

  @Override
  public String understood() {
    return "CSV with " + table.separatorWord() + " between the fields"
        + (decimals.mark() == Decimals.Mark.COMMA ? " and decimal commas" : "") + ", "
        + header.jointCount() + " joint(s)"
        + (header.notOurs() > 0 ? ", " + header.notOurs() + " column(s) not read" : "")
        + ", time in " + clock.word();
  }

  @Override
  public int joints() {
    return header.jointCount();
  }

  @Override
  public List<String> jointNames() {
    return List.of();
  }

  @Override
  public boolean hasQd() {
    return header.has(StreamColumns.Quantity.QD);
  }

  @Override
  public boolean hasQdd() {
    return header.has(StreamColumns.Quantity.QDD);
  }

  @Override
  public String timeRule() {
    return header.has(StreamColumns.Quantity.SEGMENT)
        ? " inside a segment"
        : "; where it starts again, a segment column must say so";
  }

  @Override
  public StreamRow row() {
    return row;
  }

  @Override
  public long done() {
    return table.bytesRead();
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
