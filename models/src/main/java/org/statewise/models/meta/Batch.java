package org.statewise.models.meta;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * Samples (q, qd, qdd, tau), scaled, one a row: a reused carrier. Whoever fills it calls {@link
 * #set} for every row, between evaluations.
 */
public final class Batch {
  private final DMatrixRMaj input;
  private final DMatrixRMaj state;
  private final DMatrixRMaj tau;

  /**
   * A batch of zeros.
   *
   * @param samples N, at least 1
   * @param joints n, at least 1
   * @throws IllegalArgumentException if one is less
   */
  public Batch(int samples, int joints) {
    if (samples < 1 || joints < 1) {
      throw new IllegalArgumentException("Batch: samples and joints must be positive, got "
          + samples + " and " + joints + ".");
    }
    input = new DMatrixRMaj(samples, 3 * joints);
    state = new DMatrixRMaj(samples, 2 * joints);
    tau = new DMatrixRMaj(samples, joints);
  }

  /** N. */
  public int samples() {
    return tau.numRows;
  }

  /** n. */
  public int joints() {
    return tau.numCols;
  }

  /**
   * Sets one sample from rows of larger arrays.
   *
   * @param row the sample to set
   * @param inputs rows (q, qd, qdd), 3n numbers each, scaled
   * @param taus rows of n numbers each, scaled
   * @param from the row to copy in both
   */
  @HotPath
  public void set(int row, double[] inputs, double[] taus, int from) {
    int n = tau.numCols;
    System.arraycopy(inputs, 3 * n * from, input.data, 3 * n * row, 3 * n);
    System.arraycopy(inputs, 3 * n * from, state.data, 2 * n * row, 2 * n);
    System.arraycopy(taus, n * from, tau.data, n * row, n);
  }

  /** (q, qd, qdd), N x 3n: to read. */
  @HotPath
  public DMatrixRMaj input() {
    return input;
  }

  /** (q, qd), N x 2n: to read. */
  @HotPath
  public DMatrixRMaj state() {
    return state;
  }

  /** The targets, N x n: to read. */
  @HotPath
  public DMatrixRMaj tau() {
    return tau;
  }
}
