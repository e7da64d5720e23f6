package org.statewise.controller.dataset;

import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param durationSeconds the segments' lengths together
 * @param qdEstimated whether the file had no velocities
 * @param qddEstimated whether the file had no accelerations
 * @param skipped how many rows were left out, by what was wrong with them; those kinds alone that
 *     occurred
 */
public record CsvImportResult(
    int joints, long rows, int segments, double durationSeconds, boolean qdEstimated,
    boolean qddEstimated, List<Double> torqueScaleNm, String torqueScaleSource,
    Map<RowProblem, Long> skipped) {
  public CsvImportResult {
    torqueScaleNm = List.copyOf(torqueScaleNm);
    skipped = Map.copyOf(skipped);
  }
}
