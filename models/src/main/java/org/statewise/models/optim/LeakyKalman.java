package org.statewise.models.optim;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * A Kalman filter on weights that drift and leak back to zero: w_t = (1 - leak) w_{t-1} + noise of
 * variance q, f = h . w + noise of variance 1. Per sample
 *
 * <pre>
 * w = (1 - leak) w,  P = (1 - leak)^2 P + q I
 * g = P h,  k = p g / (1 + p h . g)
 * w = w + k (target - h . w),  P = P - k g^T
 * </pre>
 *
 * <p>P starts at what it settles at when nothing excites it, P_max = q / (1 - (1 - leak)^2), and
 * never exceeds it; w goes back to zero where nothing supports it. So there is no wind-up, and no
 * burst after a quiet phase.
 *
 * <p>Numerics. {@link LeakyCovariance} keeps P symmetric to the bit. Rounding may take
 * some m eps P_max from an eigenvalue; before P is used again it decays and q I is added, and since
 * leak is at least 1e-8 that is more than the loss by a factor of 2 leak / (m eps): 1e5 and up for
 * m below 1000. P is positive definite whenever it matters, over any number of updates, without the
 * cost of Joseph's form.
 */
public final class LeakyKalman implements LinearFilter {
  static final double MIN_LEAK = 1e-8;
  static final double MAX_VARIANCE = 1e8;

  private final int m;
  private final double leak;
  private final double keep2;
  private final double q;
  private final double largestVariance;
  private final double[] p;
  private final double[] g;
  private final DMatrixRMaj w;
  private double share = 1;

  /**
   * @param features m
   * @param outputs how many f_j share P
   * @param leak fraction of w that is lost in an update, 1e-8 to below 1
   * @param q drift of each weight in an update, variance in units of the noise's; positive
   * @throws IllegalArgumentException if a number is out of its range, or P_max exceeds 1e8
   */
  public LeakyKalman(int features, int outputs, double leak, double q) {
    if (features < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "Leaky Kalman filter: features and outputs must be positive,"
              + " got " + features + " and " + outputs + ".");
    }
    check(leak, q);
    this.leak = leak;
    double keep = 1 - leak;
    keep2 = keep * keep;
    largestVariance = LeakyCovariance.settledVariance(keep, q);
    m = features;
    this.q = q;
    p = new double[m * m];
    g = new double[m];
    w = new DMatrixRMaj(outputs, m);
    reset();
  }

  /**
   * Checks the numbers that a filter of any size needs.
   *
   * @throws IllegalArgumentException if one is out of its range, or P_max exceeds 1e8
   */
  public static void check(double leak, double q) {
    if (!(leak >= MIN_LEAK) || !(leak < 1)) {
      throw new IllegalArgumentException(
          "Leaky Kalman filter: leak must be at least 1e-8 and below 1, got " + leak + ".");
    }
    if (!(q > 0) || !(q / (1 - (1 - leak) * (1 - leak)) <= MAX_VARIANCE)) {
      throw new IllegalArgumentException("Leaky Kalman filter: q must be positive and q / (1 - (1 -"
          + " leak)^2) at most 1e8, got q = " + q + " with leak = " + leak + ".");
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
    LeakyCovariance.gainVectorInto(keep2, p, q, h, at, g);
    double spread = Vectors.dot(h, at, g, 0, m);
    // k = p g / (1 + p h . g)
    double gain = precision / (1 + precision * spread);
    double slowKeep = 1 - share * leak;
    for (int j = 0; j < w.numRows; j++) {
      // w = (1 - leak) w
      int row = j * m;
      for (int i = 0; i < m; i++) {
        w.data[row + i] *= slowKeep;
      }
      double f = Vectors.dot(w.data, row, h, at, m);
      Vectors.addScaled(share * gain * (target[from + j] - f), g, 0, w.data, row, m);
    }
    double root = Math.sqrt(gain);
    for (int i = 0; i < m; i++) {
      g[i] *= root;
    }
    LeakyCovariance.shrink(keep2, p, q, g);
    return share * gain * spread;
  }

  /** h . P h, the variance of the prediction at h, in units of the noise's. */
  @HotPath
  public double variance(double[] h, int at) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      sum += h[at + i] * Vectors.dot(p, i * m, h, at, m);
    }
    return sum;
  }

  /** P_max, which no eigenvalue of P exceeds. */
  public double largestVariance() {
    return largestVariance;
  }

  /** A copy of P, m x m, row-major. */
  public double[] covariance() {
    return p.clone();
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    this.share = share;
  }

  @Override
  public void collectState(StateBlocks state) {
    state.add(w.data);
    state.add(p);
  }

  @Override
  @HotPath
  public void reset() {
    LeakyCovariance.settle(largestVariance, p, m);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return 3L * m * m + 3L * m * w.numRows;
  }
}
