package org.statewise.controller.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.statewise.controller.parquet.ParquetColumn;
import org.statewise.controller.parquet.ParquetException;
import org.statewise.controller.parquet.ParquetTableReader;
import org.statewise.controller.source.StreamColumns.Quantity;

/** A Parquet file with the columns of a table of text, or with lists in the joints' place. */
final class ParquetSource implements StreamSource {
  /** Beyond this the time in nanoseconds would not fit into a long. */
  private static final double MAX_NS = 9e18;

  private final String file;
  private final ParquetTableReader table;
  private final ParquetColumns columns;
  private final ClockUnit clock;
  private final StreamRow row;
  private String lastSegment = "";

  private ParquetSource(ParquetTableReader table, Path file, SourceOptions options)
      throws IOException {
    this.table = table;
    this.file = file.toString();
    clock = options.clock().orElse(ClockUnit.S);
    columns = new ParquetColumns(this.file, table.columns(), options.columns());
    if (columns.nanosPerUnit() > 0 && options.clock().isPresent()) {
      throw new SourceException(file + ": --time-unit must not be given, for the file says in what"
          + " its column " + SourceException.quote(name(Quantity.T, 0)) + " counts");
    }
    table.select(columns.used());
    row = new StreamRow(joints(columns.of(Quantity.Q)));
  }

  static ParquetSource open(Path file, SourceOptions options) throws IOException {
    try {
      ParquetTableReader table = ParquetTableReader.open(file);
      try {
        return new ParquetSource(table, file, options);
      } catch (IOException | RuntimeException e) {
        table.close();
        throw e;
      }
    } catch (ParquetException e) {
      throw new SourceException(e.getMessage(), e);
    }
  }

  /** Of lists: as many as the first row has. */
  private int joints(List<Integer> q) throws IOException {
    if (!columns.lists()) {
      return q.size();
    }
    int count = table.next() ? table.count(q.getFirst()) : 1;
    if (count < 1 || count > 9999) {
      throw new SourceException(where(1, name(Quantity.Q, 0))
          + ": a list must have 1 to 9999 numbers, one a joint, but has " + count);
    }
    table.rewind();
    return count;
  }

  @Override
  public boolean next() throws IOException {
    try {
      if (!table.next()) {
        return false;
      }
    } catch (ParquetException e) {
      throw new SourceException(e.getMessage(), e);
    }
    row.line = table.row();
    fill(Quantity.Q, row.q);
    fill(Quantity.QD, row.qd);
    fill(Quantity.QDD, row.qdd);
    fill(Quantity.TAU, row.tau);
    row.tNs = time(columns.of(Quantity.T).getFirst());
    row.segment = segment();
    return true;
  }

  private void fill(Quantity quantity, double[] into) throws SourceException {
    List<Integer> at = columns.of(quantity);
    if (at.isEmpty()) {
      return;
    }
    if (columns.lists()) {
      if (table.count(at.getFirst()) != into.length) {
        throw missing(quantity, 0, "a list must have " + into.length
            + " numbers, one a joint, but has " + table.count(at.getFirst()));
      }
    }
    for (int j = 0; j < into.length; j++) {
      if (!columns.lists() && table.count(at.get(j)) == 0) {
        throw missing(quantity, j, "a value must be there, but is null");
      }
      into[j] = columns.lists() ? table.number(at.getFirst(), j) : table.number(at.get(j), 0);
    }
  }

  private SourceException missing(Quantity quantity, int j, String what) {
    return new SourceException(RowProblem.JOINT_MISSING, where(row.line, name(quantity, j)) + ": "
        + what);
  }

  private long time(int t) throws SourceException {
    if (table.count(t) == 0) {
      throw missing(Quantity.T, 0, "a value must be there, but is null");
    }
    boolean whole = columns.column(t).kind() == ParquetColumn.Kind.INTEGER;
    double perUnit = columns.nanosPerUnit() > 0 ? columns.nanosPerUnit() : clock.nanos();
    double ns = table.number(t, 0) * perUnit;
    if (!(Math.abs(ns) < MAX_NS)) {
      throw new SourceException(RowProblem.NOT_FINITE, where(row.line, name(Quantity.T, 0))
          + ": a time must lie within 9e9 s of zero, but is " + table.number(t, 0)
          + (columns.nanosPerUnit() > 0 ? "" : " " + clock.word()));
    }
    // Nanoseconds since 1970 have more digits than a double.
    return whole ? table.integer(t, 0) * Math.round(perUnit) : Math.round(ns);
  }

  private String segment() {
    if (columns.of(Quantity.SEGMENT).isEmpty()) {
      return "";
    }
    int at = columns.of(Quantity.SEGMENT).getFirst();
    if (columns.column(at).isNumeric()) {
      String number = table.count(at) == 0 ? "" : Long.toString(table.integer(at, 0));
      lastSegment = number.equals(lastSegment) ? lastSegment : number;
      return lastSegment;
    }
    return table.text(at);
  }

  private String name(Quantity quantity, int j) {
    List<Integer> at = columns.of(quantity);
    return columns.column(at.get(Math.min(j, at.size() - 1))).name();
  }

  @Override
  public String where(long line, String column) {
    return file + ": row " + line + ", column " + SourceException.printable(column);
  }

  @Override
  public String understood() {
    return "Parquet with " + table.rows() + " rows"
        + (columns.lists() ? " and the joints in lists" : "") + ", " + row.q.length
        + " joint(s)"
        + (columns.passedOver() > 0 ? ", " + columns.passedOver() + " column(s) not read" : "")
        + ", time in " + (columns.nanosPerUnit() > 0 ? "ns" : clock.word()) + " from "
        + SourceException.quote(name(Quantity.T, 0));
  }

  @Override
  public int joints() {
    return row.q.length;
  }

  @Override
  public List<String> jointNames() {
    return List.of();
  }

  @Override
  public boolean hasQd() {
    return !columns.of(Quantity.QD).isEmpty();
  }

  @Override
  public boolean hasQdd() {
    return !columns.of(Quantity.QDD).isEmpty();
  }

  @Override
  public String timeRule() {
    return columns.of(Quantity.SEGMENT).isEmpty()
        ? "; where it starts again, a segment column must say so"
        : " inside a segment";
  }

  @Override
  public StreamRow row() {
    return row;
  }

  @Override
  public long done() {
    return table.row();
  }

  @Override
  public long total() {
    return table.rows();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
