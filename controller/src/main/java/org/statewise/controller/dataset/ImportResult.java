package org.statewise.controller.dataset;

import java.util.List;
import java.util.Map;
import org.statewise.controller.source.RowProblem;

/**
 * What an import did.
 *
 * @param durationSeconds the segments' lengths together
 * @param qdEstimated whether the file had no velocities
 * @param qddEstimated whether the file had no accelerations
 * @param skipped how many rows were left out, by what was wrong with them; those kinds alone that
 *     occurred
 * @param understood what the file was taken for, as one sentence
 */
public record ImportResult(
    int joints, long rows, int segments, double durationSeconds, boolean qdEstimated,
    boolean qddEstimated, List<Double> torqueScaleNm, String torqueScaleSource,
    Map<RowProblem, Long> skipped, String understood) {
  public ImportResult {
    torqueScaleNm = List.copyOf(torqueScaleNm);
    skipped = Map.copyOf(skipped);
  }
}
