package org.statewise.controller.dataset;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What to import.
 *
 * @param csv read once, from the front
 * @param out replaced if it is there, once everything is imported
 * @param skipBadRows count bad rows and leave them out, where otherwise the first ends the import
 * @param programVersion written into the recording
 * @param created written into the recording
 * @param arm the arm's name; empty if unknown
 * @param jointNames from base to flange; empty for A1, A2 and so on
 * @param armYaml the arm's description; empty if unknown
 */
public record CsvImportRequest(
    Path csv, Path out, TorqueScale torqueScale, boolean skipBadRows, String programVersion,
    Instant created, String arm, List<String> jointNames, String armYaml) {
  public CsvImportRequest {
    jointNames = List.copyOf(jointNames);
    if (csv.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "the recording must not replace the file that is imported, "
              + csv);
    }
  }
}
