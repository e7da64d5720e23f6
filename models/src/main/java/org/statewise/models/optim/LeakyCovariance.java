package org.statewise.models.optim;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * The covariance of the weights that {@link LeakyKalman} estimates, m x m and row-major, in one
 * place for the filter and for what differentiates through it. With k = 1 - leak, a sample with the
 * features h and the gain factor a does
 *
 * <pre>
 * g = (k^2 P + q I) h,  P = k^2 P + q I - a g g^T
 * </pre>
 *
 * <p>P - a g g^T is computed as P - v v^T with v = g sqrt(a): entries ij and ji see the same products
 * in the same order, so P is symmetric to the bit.
 */
@HotPath
public final class LeakyCovariance {
  private LeakyCovariance() {}

  /** P_max = q / (1 - k^2), the variance at which P settles when nothing excites it. */
  public static double settledVariance(double keep, double q) {
    return q / (1 - keep * keep);
  }

  /** P = variance I. */
  public static void settle(double variance, double[] p, int m) {
    Arrays.fill(p, 0);
    for (int i = 0; i < p.length; i += m + 1) {
      p[i] = variance;
    }
  }

  /**
   * g = (k^2 P + q I) h, by rows, P being symmetric.
   *
   * @param h features, m numbers at {@code at}
   * @param g receives m numbers
   */
  public static void gainVectorInto(double keep2, double[] p, double q, double[] h, int at,
      double[] g) {
    int m = g.length;
    for (int i = 0; i < m; i++) {
      g[i] = q * h[at + i];
    }
    for (int i = 0; i < m; i++) {
      Vectors.addScaled(keep2 * h[at + i], p, i * m, g, 0, m);
    }
  }

  /**
   * P = k^2 P + q I - v v^T, in one pass over P, which is what costs.
   *
   * @param v g sqrt(a), m numbers
   */
  public static void shrink(double keep2, double[] p, double q, double[] v) {
    int m = v.length;
    for (int i = 0; i < m; i++) {
      Vectors.scaleAndSubtract(keep2, p, i * m, v[i], v, m);
      p[i * m + i] += q;
    }
  }
}
