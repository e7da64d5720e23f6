package org.statewise.controller.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.statewise.controller.source.numpy.NpyException;
import org.statewise.controller.source.numpy.NpyRows;

/**
 * Arrays of NumPy side by side: t of n numbers, q and tau of n rows with one number a joint, and where there
 * are any qd and qdd. All arrays are unpacked at the same pace, so none of them is held in memory.
 */
final class NpzSource implements StreamSource {
  /** Beyond this the time in nanoseconds would not fit into a long. */
  private static final double MAX_NS = 9e18;

  private final Path file;
  private final NpzArrays arrays;
  private final ClockUnit clock;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, NpyRows> open = new LinkedHashMap<>();
  private final StreamRow row;
  private final long total;
  private long read;

  private NpzSource(NpzArrays arrays, Path file, SourceOptions options) throws IOException {
    this.arrays = arrays;
    this.file = file;
    clock = options.clock().orElse(ClockUnit.S);
    arrays.checkKeys();
    for (String our : List.of("t", "q", "tau")) {
      names.put(our, arrays.required(our));
    }
    for (String our : List.of("qd", "qdd")) {
      Optional<String> name = arrays.name(our);
      name.ifPresent(known -> names.put(our, known));
    }
    for (Map.Entry<String, String> entry : names.entrySet()) {
      open.put(entry.getKey(), arrays.open(entry.getValue()));
    }
    total = open.get("t").rows();
    row = new StreamRow(open.get("q").columns());
    checkShapes();
  }

  static NpzSource open(Path file, SourceOptions options) throws IOException {
    NpzArrays arrays = new NpzArrays(file, options.arrays());
    try {
      return new NpzSource(arrays, file, options);
    } catch (IOException | RuntimeException e) {
      arrays.close();
      throw e;
    }
  }

  private void checkShapes() throws SourceException {
    for (Map.Entry<String, NpyRows> entry : open.entrySet()) {
      NpyRows array = entry.getValue();
      int columns = entry.getKey().equals("t") ? 1 : row.q.length;
      if (array.rows() != total || array.columns() != columns) {
        throw new SourceException(file + ": array " + SourceException.quote(
            names.get(entry.getKey())) + " must have " + total + " rows of " + columns
            + " number(s), as t and q have it, but its shape is " + array.shapeText());
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    if (read >= total) {
      return false;
    }
    read++;
    row.line = read;
    for (Map.Entry<String, NpyRows> entry : open.entrySet()) {
      advance(entry.getKey(), entry.getValue());
    }
    time(open.get("t"));
    fill("q", row.q);
    fill("tau", row.tau);
    fill("qd", row.qd);
    fill("qdd", row.qdd);
    return true;
  }

  private void advance(String our, NpyRows array) throws IOException {
    try {
      array.next();
    } catch (NpyException | ZipException | EOFException e) {
      throw new SourceException(file + ": array " + SourceException.quote(names.get(our))
          + ": row " + read + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void time(NpyRows t) throws SourceException {
    double ns = t.number(0) * clock.nanos();
    if (!(Math.abs(ns) < MAX_NS)) {
      throw new SourceException(RowProblem.NOT_FINITE, where(read, "t")
          + ": a time must lie within 9e9 s of zero, but is " + t.number(0) + " "
          + clock.word());
    }
    // Nanoseconds since 1970 have more digits than a double.
    row.tNs = t.isFloating() ? Math.round(ns) : t.integer(0) * Math.round(clock.nanos());
  }

  private void fill(String our, double[] into) {
    NpyRows array = open.get(our);
    for (int j = 0; array != null && j < into.length; j++) {
      into[j] = array.number(j);
    }
  }

  @Override
  public String where(long line, String column) {
    return file + ": row " + line + ", " + column;
  }

  @Override
  public String understood() {
    return "NPZ with " + names.entrySet().stream()
        .map(entry -> entry.getKey() + " from " + SourceException.quote(entry.getValue()))
        .collect(Collectors.joining(", ")) + ", " + row.q.length + " joint(s), time in "
        + clock.word();
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
    return open.containsKey("qd");
  }

  @Override
  public boolean hasQdd() {
    return open.containsKey("qdd");
  }

  @Override
  public String timeRule() {
    return "";
  }

  @Override
  public StreamRow row() {
    return row;
  }

  @Override
  public long done() {
    return read;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    arrays.close();
  }
}
