package org.statewise.controller.train;

import java.util.List;

/** Drives simulated arms with candidates: what none of this room can do by itself. */
public interface LoopJudge {
  /** How many runs there are to train with. */
  int trainingRuns();

  /** How many runs of other arms there are to validate with. */
  int validationRuns();

  /**
   * What each candidate costs in each of some runs: the logarithm of an error in parts of a rival's, so that no
   * run decides everything.
   *
   * @param runs numbers of training runs, from 0, or of validation runs, from {@link #trainingRuns} on
   * @return a row a candidate, a column a run
   */
  double[][] costs(List<LoopCandidate> candidates, List<Integer> runs)
      throws InterruptedException;
}
