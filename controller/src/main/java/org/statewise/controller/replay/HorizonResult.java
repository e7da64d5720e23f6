package org.statewise.controller.replay;

import java.util.List;

/**
 * What the rows of a {@link HorizonScore} get wrong at one horizon.
 *
 * @param samplesAhead k, or {@link #NEXT_SEGMENT}
 * @param predictions how many samples were predicted, at least one
 * @param rows the model first, then what it is to be compared with
 */
public record HorizonResult(int samplesAhead, long predictions, List<Row> rows) {
  /** In place of k: frozen when a segment ends, predicting the whole next one. */
  public static final int NEXT_SEGMENT = 0;

  public HorizonResult {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param mseNm2 mean over predictions and joints of (torque - prediction)^2; not finite where the
   *     model diverged
   * @param jointMseNm2 the same a joint
   */
  public record Row(String name, double mseNm2, List<Double> jointMseNm2) {
    public Row {
      jointMseNm2 = List.copyOf(jointMseNm2);
    }
  }

  /** The row of the model that learned along the recording. */
  public Row model() {
    return rows.getFirst();
  }

  /** Persistence, mean and observers. */
  public List<Row> references() {
    return rows.subList(1, rows.size());
  }
}
