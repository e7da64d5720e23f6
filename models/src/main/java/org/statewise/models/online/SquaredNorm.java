package org.statewise.models.online;

import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * |theta|^2, kept up to date from what each step adds to it, so that most steps need no pass over
 * theta. Rounding adds up, so it is summed anew every {@value #EXACT_EVERY} steps, and after a step
 * in which most of it cancelled.
 */
final class SquaredNorm {
  private static final int EXACT_EVERY = 256;

  /** What is left of the sum's largest term must keep 13 digits or so. */
  private static final double CANCELLED = 1e-2;

  private final Parameters theta;
  private double value;
  private double next;
  private boolean inexact;
  private int steps;

  /** Of {@code theta}, as it is and as it changes. */
  SquaredNorm(Parameters theta) {
    this.theta = theta;
    recompute();
  }

  /** |theta|. */
  @HotPath
  double norm() {
    return Math.sqrt(value);
  }

  /** Sums anew; whether the result is finite. */
  @HotPath
  boolean recompute() {
    value = theta.dot(theta);
    steps = 0;
    return Double.isFinite(value);
  }

  /**
   * Whether a step leaves theta and its norm finite.
   *
   * @param crossTerm 2 theta . s, with s the step
   * @param squaredStep |s|^2
   */
  @HotPath
  boolean willBeFinite(double crossTerm, double squaredStep) {
    next = value + crossTerm + squaredStep;
    inexact = next < CANCELLED * (value + squaredStep);
    return Double.isFinite(next) && Double.isFinite(squaredStep);
  }

  /** The step that was asked about was taken. */
  @HotPath
  void accept() {
    value = next;
    steps++;
    if (inexact || steps == EXACT_EVERY) {
      recompute();
    }
  }
}
