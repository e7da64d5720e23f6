package org.statewise.models.meta;

import org.statewise.models.HotPath;

/**
 * A positive number between two bounds as a function of a free one, so that gradient steps never
 * leave the bounds and small numbers move as easily as large ones:
 *
 * <pre>
 * value(x) = low (high / low)^s(x),  s(x) = 1 / (1 + e^-x)
 * </pre>
 *
 * @param low the lower bound, positive, which x to minus infinity approaches
 * @param high the upper bound, above {@code low}
 */
public record LogBounded(double low, double high) {
  /** Of a leak: from no leak to speak of to a fifth in a tick. */
  public static final LogBounded LEAK = new LogBounded(1e-6, 0.2);

  /** Of a process noise over the noise of a sample; with any LEAK a valid filter. */
  public static final LogBounded PROCESS_NOISE = new LogBounded(1e-8, 10);

  /** Checks the bounds. */
  public LogBounded {
    if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "Bounds: must be positive, finite and rising, got " + low + " and " + high + ".");
    }
  }

  private static double share(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** The number that belongs to {@code x}. */
  @HotPath
  public double value(double x) {
    return low * StrictMath.exp(share(x) * StrictMath.log(high / low));
  }

  /** d value / dx. */
  @HotPath
  public double derivative(double x) {
    double s = share(x);
    return value(x) * StrictMath.log(high / low) * s * (1 - s);
  }

  /**
   * The x of a number.
   *
   * @throws IllegalArgumentException if it is not strictly between the bounds
   */
  public double inverse(String name, double value) {
    if (!(value > low) || !(value < high)) {
      throw new IllegalArgumentException(
          name + " must be above " + low + " and below " + high + " to be learned, got " + value
              + ".");
    }
    double s = StrictMath.log(value / low) / StrictMath.log(high / low);
    return StrictMath.log(s / (1 - s));
  }
}
