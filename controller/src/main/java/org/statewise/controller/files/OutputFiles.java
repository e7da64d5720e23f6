package org.statewise.controller.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a file may be written. The rule: no output ever replaces an input or another output,
 * whatever links lead to it, and none replaces a file that exists unless the user says so.
 */
public final class OutputFiles {
  private static final DateTimeFormatter STAMP = DateTimeFormatter
      .ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final boolean overwrite;
  private final Map<Path, String> inputs = new LinkedHashMap<>();
  private final Map<Path, String> outputs = new LinkedHashMap<>();

  /** @param overwrite whether files that exist may be replaced; inputs never are */
  public OutputFiles(boolean overwrite) {
    this.overwrite = overwrite;
  }

  /** This file is read: no output may be the same. */
  public OutputFiles reads(String what, Path input) {
    inputs.put(input, what);
    return this;
  }

  /**
   * Asks for a new file.
   *
   * @param what the option or key that names it
   * @return why it must not be written, in a sentence; empty if it may
   */
  public Optional<String> refusal(String what, Path output) {
    Optional<String> replaced = replacedInput(what, output);
    if (replaced.isPresent()) {
      return replaced;
    }
    return exists(output) && !overwrite
        ? Optional.of(what + ": " + existsAlready(output))
        : Optional.empty();
  }

  /** Says that a file is there that may not be replaced. */
  public static String existsAlready(Path output) {
    return "'" + output + "' exists already: name another file, or replace it by --overwrite";
  }

  /** The same for a file that may exist: only inputs and other outputs are protected. */
  public Optional<String> replacedInput(String what, Path output) {
    for (Map.Entry<Path, String> input : inputs.entrySet()) {
      if (isSame(input.getKey(), output)) {
        return Optional.of("%s: '%s' must not be the file that is read (%s)"
            .formatted(what, output, input.getValue()));
      }
    }
    for (Map.Entry<Path, String> other : outputs.entrySet()) {
      if (isSame(other.getKey(), output) && !what.equals(other.getValue())) {
        return Optional.of("%s: '%s' must not be the file of %s too"
            .formatted(what, output, other.getValue()));
      }
    }
    if (isFile(output)) {
      outputs.put(output, what);
    }
    return Optional.empty();
  }

  /** Whether there is a file whose content would be lost; a device has none. */
  public static boolean exists(Path file) {
    return Files.isRegularFile(file);
  }

  /** Whether it is a file or may become one; not so a device or a pipe. */
  public static boolean isFile(Path file) {
    return !Files.exists(file) || Files.isRegularFile(file);
  }

  /** Also through links, of either kind; files that do not exist are the same by their names. */
  public static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isRegularFile(one) && Files.isSameFile(one, other);
      }
      return place(one).equals(place(other));
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  private static Path place(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    return folder == null ? whole : folder.toRealPath().resolve(whole.getFileName());
  }

  /** The name with a time in it, before the ending: {@code a-20261128T050412Z.mcap}. */
  public static Path stamped(Path file, Instant time) {
    String stamp = "-" + STAMP.format(time);
    Path stamped = beforeEnding(file, stamp);
    for (int k = 2; Files.exists(stamped); k++) {
      stamped = beforeEnding(file, stamp + "-" + k);
    }
    return stamped;
  }

  /** The name of a part of what does not fit into one file: {@code a.mcap}, {@code a-002.mcap}, .. */
  public static Path part(Path file, int number) {
    return number == 1 ? file : beforeEnding(file, String.format(Locale.ROOT, "-%03d", number));
  }

  private static Path beforeEnding(Path file, String infix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return file.resolveSibling(name.substring(0, end) + infix + name.substring(end));
  }
}
