package org.statewise.models.optim;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * Recursive least squares that forgets, in information form. It minimises, over all samples so far,
 *
 * <pre>
 * sum_t lambda^(age of t) p_t (h_t . w - target_t)^2 + about a |w|^2
 * </pre>
 *
 * <p>Per sample, with e = target - h . w, and i the next coordinate in turn,
 *
 * <pre>
 * A = lambda A + p h h^T + c e_i e_i^T,  c = a m (1 - lambda)
 * w = w + A^-1 (p h e - c e_i w_i)
 * </pre>
 *
 * <p>{@link ForgettingInformation} says why the ridge is given back as it is forgotten. P = A^-1
 * never exceeds {@link #largestVariance}, and weights that nothing supports go back to zero.
 * Gijsberts and Metta's I-SSGPR (2013) is this on random features, without the forgetting.
 */
public final class RecursiveLeastSquares implements LinearFilter {
  private final int m;
  private final ForgettingInformation information;
  private final double[] x;
  private final double[] k;
  private final double[] pull;
  private final DMatrixRMaj w;
  private double share = 1;

  /**
   * @param features m
   * @param outputs how many f_j share A
   * @param lambda forgetting: a sample counts lambda^t after t more; above 0, at most 1
   * @param ridge a, in units of one sample's information; 1e-10 to 1e10
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RecursiveLeastSquares(int features, int outputs, double lambda, double ridge) {
    if (features < 1 || outputs < 1) {
      throw new IllegalArgumentException("Recursive least squares: features and outputs must be"
          + " positive, got " + features + " and " + outputs + ".");
    }
    check(lambda, ridge);
    if (!(StrictMath.pow(lambda, features - 1) >= 1e-6)) {
      throw new IllegalArgumentException(
          "Recursive least squares: forgetting^(features - 1) must be"
              + " at least 1e-6, or the ridge is gone before its turn comes; got " + lambda
              + " with "
              + features + " features.");
    }
    m = features;
    information = new ForgettingInformation(m, lambda, ridge);
    x = new double[m];
    k = new double[m];
    pull = new double[m];
    w = new DMatrixRMaj(outputs, m);
  }

  /**
   * Checks the numbers that a filter of any size needs.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public static void check(double lambda, double ridge) {
    if (!(lambda > 0) || !(lambda <= 1)) {
      throw new IllegalArgumentException(
          "Recursive least squares: forgetting must be above 0 and at"
              + " most 1, got " + lambda + ".");
    }
    if (!(ridge >= 1e-10) || !(ridge <= 1e10)) {
      throw new IllegalArgumentException(
          "Recursive least squares: ridge must be 1e-10 to 1e10, got " + ridge + ".");
    }
  }

  @Override
  @HotPath
  public DMatrixRMaj weights() {
    return w;
  }

  @Override
  @HotPath
  public double update(double[] h, int at, double[] target, int from, double precision) {
    // A = lambda A + p h h^T + c e_i e_i^T
    information.decay();
    double size = Math.sqrt(precision);
    for (int i = 0; i < m; i++) {
      x[i] = size * h[at + i];
    }
    information.add(x);
    int next = information.refillNext();
    // k = p A^-1 h, pull = c A^-1 e_i
    System.arraycopy(h, at, k, 0, m);
    information.solve(k);
    Arrays.fill(pull, 0);
    pull[next] = 1;
    information.solve(pull);
    for (int j = 0; j < w.numRows; j++) {
      double e = target[from + j] - Vectors.dot(w.data, j * m, h, at, m);
      double own = w.data[j * m + next];
      Vectors.addScaled(share * precision * e, k, 0, w.data, j * m, m);
      Vectors.addScaled(-share * information.refill() * own, pull, 0, w.data, j * m, m);
    }
    return share * precision * Vectors.dot(h, at, k, 0, m);
  }

  /** h . A^-1 h, the variance of the prediction at h in units of the noise's. */
  @HotPath
  public double variance(double[] h, int at) {
    System.arraycopy(h, at, k, 0, m);
    return information.variance(k);
  }

  /** See {@link ForgettingInformation#largestVariance}. */
  public double largestVariance() {
    return information.largestVariance();
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    this.share = share;
  }

  @Override
  public void collectState(StateBlocks state) {
    state.add(w.data);
    information.collectState(state);
  }

  @Override
  @HotPath
  public void reset() {
    information.reset();
  }

  @Override
  public long multiplyAddsPerUpdate() {
    // Decay, a full and on average half a rank-one update, two solves.
    return (long) m * m / 2 + 3 * information.multiplyAddsPerAdd() / 2 + 2L * m * m
        + 3L * m * w.numRows;
  }
}
