package org.statewise.models.optim;

/**
 * The two constants of a {@link LeakyKalman} filter, which are of one sample each.
 *
 * @param leak fraction of the weights that is lost in an update
 * @param q drift of a weight in an update, variance in units of the noise's
 */
public record KalmanRates(double leak, double q) {
  /**
   * What makes the same filter in time of samples {@code ratio} times as far apart. With h = 1 and the
   * keep c = (1 - leak)^2 the filter settles at the gain k of
   *
   * <pre>
   * q = k (1 - c + c k) / (1 - k)
   * </pre>
   *
   * <p>and forgets an error by 1 - k a sample. So c and 1 - k are taken to the power of the ratio, and q is
   * what belongs to them. Where a sample counts little that is q ratio^2, for any features: noise of a
   * constant density, whose variance a shorter sample has more of, and a drift that it has less of.
   */
  public KalmanRates atPeriod(double ratio) {
    double lost = lost(leak);
    double b = lost + q;
    // c k^2 + (1 - c + q) k - q = 0
    double k = 2 * q / (b + Math.sqrt(b * b + 4 * (1 - lost) * q));
    double nextLeak = Math.max(LeakyKalman.MIN_LEAK,
        -StrictMath.expm1(ratio * StrictMath.log1p(-leak)));
    double nextLost = lost(nextLeak);
    double nextK = -StrictMath.expm1(ratio * StrictMath.log1p(-k));
    double nextQ = nextK * (nextLost + (1 - nextLost) * nextK) / (1 - nextK);
    // Beyond that bound the filter takes every sample as it is anyway.
    return new KalmanRates(nextLeak, Math.min(nextQ, 0.999 * LeakyKalman.MAX_VARIANCE * nextLost));
  }

  /** 1 - (1 - leak)^2. */
  private static double lost(double leak) {
    return leak * (2 - leak);
  }
}
