package org.statewise.controller.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.statewise.controller.source.numpy.NpyException;
import org.statewise.controller.source.numpy.NpyRows;

/** The arrays of an NPZ file, which is a zip of .npy files: which of them is which, and each as a stream. */
final class NpzArrays implements Closeable {
  private static final String ENDING = ".npy";

  /** Our names, and those that others give the same; without regard to case. */
  private static final Map<String, List<String>> KNOWN = Map.of(
      "t", List.of("t", "time", "times", "timestamp", "timestamps"),
      "q", List.of("q", "position", "positions", "joint_positions", "qpos"),
      "qd", List.of("qd", "dq", "velocity", "velocities", "joint_velocities", "qvel"),
      "qdd", List.of("qdd", "ddq", "acceleration", "accelerations", "joint_accelerations", "qacc"),
      "tau", List.of("tau", "torque", "torques", "effort", "efforts", "joint_torques"));

  private final Path file;
  private final ZipFile zip;
  private final Map<String, String> given;
  private final List<String> names = new ArrayList<>();

  NpzArrays(Path file, Map<String, String> given) throws IOException {
    this.file = file;
    this.given = given;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new SourceException(file + ": the file begins as a zip, but cannot be read as one: "
          + e.getMessage(), e);
    }
    zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length())).forEach(names::add);
  }

  void checkKeys() throws SourceException {
    for (String our : given.keySet()) {
      if (!KNOWN.containsKey(our)) {
        throw new SourceException(file + ": --key " + our + "=" + given.get(our)
            + ": the name before = must be t, q, qd, qdd or tau, but is "
            + SourceException.quote(our));
      }
    }
  }

  /** The file's name of our array {@code our}; empty if it has none. */
  Optional<String> name(String our) throws SourceException {
    String wanted = given.get(our);
    if (wanted != null) {
      if (!names.contains(wanted)) {
        throw new SourceException(file + ": --key " + our + "=" + wanted
            + ": the file has no array " + SourceException.quote(wanted) + "; it has "
            + MappedColumns.some(names));
      }
      return Optional.of(wanted);
    }
    List<String> found = names.stream()
        .filter(name -> KNOWN.get(our).contains(name.toLowerCase(Locale.ROOT))
            && !given.containsValue(name))
        .toList();
    if (found.size() > 1) {
      throw new SourceException(file + ": --key " + our + "=NAME must name one of the arrays "
          + MappedColumns.some(found));
    }
    return found.stream().findFirst();
  }

  /** The file's name of an array that must be there. */
  String required(String our) throws SourceException {
    return name(our).orElseThrow(() -> new SourceException(file + ": an NPZ must have an array "
        + our + ", or one that --key " + our + "=NAME names; it has "
        + (names.isEmpty() ? "none" : MappedColumns.some(names))));
  }

  /** An array from its front. */
  NpyRows open(String name) throws IOException {
    try {
      return new NpyRows(zip.getInputStream(zip.getEntry(name + ENDING)));
    } catch (NpyException | ZipException e) {
      throw new SourceException(file + ": array " + SourceException.quote(name) + ": "
          + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
