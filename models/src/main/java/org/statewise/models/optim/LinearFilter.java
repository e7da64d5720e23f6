package org.statewise.models.optim;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * Second-order learning of the weights of a linear model f_j = h . w_j, one sample at a time, for
 * outputs that see the same h with the same precision. Outputs for which either differs take a
 * filter each; the covariance, m x m for m features, is what costs.
 *
 * <p>Dimensionless: targets are scaled torques, and the precision p of a sample is in units of the
 * filter's own noise. A filter never makes a finite weight anything else as long as it is fed with
 * |h|^2 up to 1e12, errors up to 1e100 and p in [0, {@link #LARGEST_PRECISION}]; who feeds it
 * checks. One thread owns an instance.
 */
public sealed interface LinearFilter permits LeakyKalman, RecursiveLeastSquares {
  /** No sample counts more than so many of the ordinary kind. */
  double LARGEST_PRECISION = 1e4;

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
   * @param precision p; at 0 time passes but nothing is learned
   * @return the gain: the fraction of this sample's error that the update removes, 0 to 1
   */
  @HotPath
  double update(double[] h, int at, double[] target, int from, double precision);

  /**
   * Takes a part only of each step of w from now on, a leak included; how certain w is follows as before.
   *
   * @param share of a step, above 0 and at most 1
   */
  @HotPath
  void slowDown(double share);

  /** Names w and all that tells how certain it is. */
  void collectState(StateBlocks state);

  /** Forgets how certain it is, not what it knows: the covariance starts anew, w stays. */
  @HotPath
  void reset();

  /** Multiplications of one update. */
  long multiplyAddsPerUpdate();
}
