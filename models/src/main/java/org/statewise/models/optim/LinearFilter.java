package org.statewise.models.optim;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * Second-order learning of the weights of a linear model f_j = h . w_j, one sample at a time, for
 * outputs that see the same h with the same precision. Outputs for which either differs need a
 * filter each. Most of the cost is the covariance, m x m for m features.
 *
 * <p>Dimensionless: targets are scaled torques, and the precision p of a sample is in units of the
 * filter's own noise. Finite weights stay finite as long as |h|^2 is at most 1e12, errors are at
 * most 1e100 and p is in [0, {@link #MAX_PRECISION}]; the caller checks that. One thread owns an
 * instance.
 */
public sealed interface LinearFilter permits LeakyKalman, RecursiveLeastSquares {
  /** The largest precision: a sample counts as at most so many of precision 1. */
  double MAX_PRECISION = 1e4;

  /** w itself, outputs x m: to read, copy out or restore. */
  DMatrixRMaj weights();

  /**
   * f = w h.
   *
   * @param h features from {@code at} on
   * @param f receives the outputs from {@code from} on
   */
  @HotPath
  default void predictInto(double[] h, int at, double[] f, int from) {
    DMatrixRMaj w = weights();
    for (int j = 0; j < w.numRows; j++) {
      f[from + j] = Vectors.dot(w.data, j * w.numCols, h, at, w.numCols);
    }
  }

  /**
   * Learns one sample.
   *
   * @param h features from {@code at} on, not written
   * @param target what f should have been, from {@code from} on
   * @param precision p; at 0 the weights leak but nothing is learned
   * @return the gain: the fraction of this sample's error that the update removes, 0 to 1
   */
  @HotPath
  double update(double[] h, int at, double[] target, int from, double precision);

  /**
   * Scales each step of w from now on, the leak included; the covariance is updated as before.
   *
   * @param share of a step, above 0 and at most 1
   */
  @HotPath
  void slowDown(double share);

  /** Collects w and its covariance. */
  void collectState(StateBlocks state);

  /** Resets the covariance and keeps w. */
  @HotPath
  void reset();

  /** Multiplications of one update. */
  long multiplyAddsPerUpdate();
}
