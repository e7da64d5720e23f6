package org.statewise.controller.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Candidates as points of a search, all zero for where it begins: the logarithms of what each joint's weight, the
 * leak and the observer's gain are times as large as there, then what is added to the coefficients of the loss's
 * inputs.
 *
 * @param start where the search begins
 * @param byState whether weights may depend on the state; if not, the coefficients are zero
 */
record LoopParameters(LoopCandidate start, boolean byState) {
  private static final double MIN_LEAK = 1e-8;
  private static final double MAX_LEAK = 0.1;

  /** Coordinates of the search. */
  int count() {
    return start.logWeights().size() + 2 + (byState ? start.coefficients().size() : 0);
  }

  /** What a point of the search means. */
  LoopCandidate candidate(double[] x) {
    int n = start.logWeights().size();
    List<Double> s = added(start.logWeights(), x, 0);
    List<Double> c = byState
        ? added(start.coefficients(), x, n + 2)
        : start.coefficients().stream().map(_ -> 0.0).toList();
    return new LoopCandidate(s, c,
        Math.max(MIN_LEAK, Math.min(MAX_LEAK, start.leak() * StrictMath.exp(x[n]))),
        // No faster than at the start: a search would take all that it may, for it wins a little on most
        // arms, and where a command acts three periods late observer and memory are two integrators on one error.
        start.observerGain() * StrictMath.exp(Math.min(0, x[n + 1])));
  }

  private static List<Double> added(List<Double> values, double[] x, int at) {
    return IntStream.range(0, values.size()).mapToObj(i -> values.get(i) + x[at + i]).toList();
  }
}
