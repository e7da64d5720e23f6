package org.statewise.models.optim;

import org.statewise.models.HotPath;

/**
 * Bounds a step theta = theta - alpha d so that, to first order, the prediction moves by at most
 * the fraction kappa of its error, as the loss measures it (design note: {@code
 * docs/trust-region.md}):
 *
 * <pre>
 * alpha_t = min(alpha, kappa (dL/df . e) / (dL/dtheta . d)),  e = f - tau
 * </pre>
 *
 * <p>alpha_t = 0 where the step would not reduce the error: dL/df . e or dL/dtheta . d not
 * positive, or not a number.
 *
 * @param kappa fraction of the error, positive; infinity switches the bound off
 */
public record TrustRegion(double kappa) {
  /**
   * @throws IllegalArgumentException if kappa is not positive
   */
  public TrustRegion {
    if (!(kappa > 0)) {
      throw new IllegalArgumentException(
          "Trust region: kappa must be positive, .inf for no bound; got " + kappa + ".");
    }
  }

  /** Every step as long as alpha says. */
  public static TrustRegion off() {
    return new TrustRegion(Double.POSITIVE_INFINITY);
  }

  /**
   * alpha_t.
   *
   * @param alpha the rate, positive
   * @param dLdFDotError dL/df . (f - tau)
   * @param gradientDotDirection dL/dtheta . d
   */
  @HotPath
  public double stepSize(double alpha, double dLdFDotError, double gradientDotDirection) {
    if (kappa == Double.POSITIVE_INFINITY) {
      return alpha;
    }
    if (!(dLdFDotError > 0) || !(gradientDotDirection > 0)) {
      return 0;
    }
    return Math.min(alpha, kappa * (dLdFDotError / gradientDotDirection));
  }
}
