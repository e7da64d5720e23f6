package org.statewise.models.online;

import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * |theta|^2, kept up to date from what each step adds to it, so that most steps need no pass over
 * theta. Rounding adds up, so it is summed anew every {@value #EXACT_EVERY} steps, and after a step
 * in which most of it cancelled.
 */
final class SquaredNorm {
  private static final int EXACT_EVERY = 256;
  private static final int VALUE = 0;
  private static final int STEPS = 1;

  /** What is left of the sum's largest term must keep 13 digits or so. */
  private static final double CANCELLED = 1e-2;

  private final Parameters theta;

  /** |theta|^2, and how many steps ago it was summed. */
  private final double[] kept = new double[2];
  private double next;
  private boolean inexact;

  /** Of {@code theta}, as it is and as it changes. */
  SquaredNorm(Parameters theta) {
    this.theta = theta;
    recompute();
  }

  /** What is kept from step to step. */
  void collectState(StateBlocks state) {
    state.add(kept);
  }

  /** |theta|. */
  @HotPath
  double norm() {
    return Math.sqrt(kept[VALUE]);
  }

  /** Sums anew; whether the result is finite. */
  @HotPath
  boolean recompute() {
    kept[VALUE] = theta.dot(theta);
    kept[STEPS] = 0;
    return Double.isFinite(kept[VALUE]);
  }

  /**
   * Whether a step leaves theta and its norm finite.
   *
   * @param crossTerm 2 theta . s, with s the step
   * @param squaredStep |s|^2
   */
  @HotPath
  boolean willBeFinite(double crossTerm, double squaredStep) {
    next = kept[VALUE] + crossTerm + squaredStep;
    inexact = next < CANCELLED * (kept[VALUE] + squaredStep);
    return Double.isFinite(next) && Double.isFinite(squaredStep);
  }

  /** The step that was asked about was taken. */
  @HotPath
  void accept() {
    kept[VALUE] = next;
    kept[STEPS]++;
    if (inexact || kept[STEPS] >= EXACT_EVERY) {
      recompute();
    }
  }
}
