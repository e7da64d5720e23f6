package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import org.statewise.models.online.NetworkMemorySpec;

/**
 * Candidates as points of a search, all zero for where it begins: the logarithms of what each joint's weight, the
 * leak and the observer's gain are times as large as there, then the coefficients of the loss's inputs.
 *
 * @param weights phi_j where the search begins
 * @param leak likewise
 * @param gain likewise, of the observer
 * @param byState whether weights may depend on the state
 */
record LoopParameters(List<Double> weights, double leak, double gain, boolean byState) {
  private static final int INPUTS = NetworkMemorySpec.LOSS_INPUTS.size();
  private static final double LEAST_LEAK = 1e-8;
  private static final double GREATEST_LEAK = 0.1;
  private static final double GREATEST_GAIN = 0.5;

  LoopParameters {
    weights = List.copyOf(weights);
  }

  /** Coordinates of the search. */
  int count() {
    return weights.size() + 2 + (byState ? INPUTS : 0);
  }

  /** What a point of the search means. */
  LoopCandidate candidate(double[] x) {
    int n = weights.size();
    List<Double> s = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      s.add(StrictMath.log(weights.get(j)) + x[j]);
    }
    List<Double> c = new ArrayList<>();
    for (int k = 0; k < INPUTS; k++) {
      c.add(byState ? x[n + 2 + k] : 0);
    }
    return new LoopCandidate(s, c,
        Math.max(LEAST_LEAK, Math.min(GREATEST_LEAK, leak * StrictMath.exp(x[n]))),
        Math.min(GREATEST_GAIN, gain * StrictMath.exp(x[n + 1])));
  }
}
