package org.statewise.controller.dataset;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.statewise.controller.source.SourceOptions;

/**
 * What to import.
 *
 * @param file read once, from the front
 * @param out replaced if it is there, once everything is imported
 * @param options what the file does not say itself
 * @param skipBadRows count bad rows and leave them out, where otherwise the first ends the import
 * @param programVersion written into the recording
 * @param created written into the recording
 * @param arm the arm's name; empty if unknown
 * @param jointNames from base to flange; empty for A1, A2 and so on
 * @param armYaml the arm's description; empty if unknown
 */
public record ImportRequest(
    Path file, Path out, SourceOptions options, TorqueScale torqueScale, boolean skipBadRows,
    String programVersion,
    Instant created, String arm, List<String> jointNames, String armYaml) {
  public ImportRequest {
    jointNames = List.copyOf(jointNames);
    if (file.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "the recording must not replace the file that is imported, "
              + file);
    }
  }
}
