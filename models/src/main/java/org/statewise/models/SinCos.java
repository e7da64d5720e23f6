package org.statewise.models;

/**
 * Sine and cosine that give the same bits on every machine and never allocate. {@code StrictMath}
 * does the first but makes a small array in each call, which the compiler cannot always remove;
 * {@code Math} does the second, but its last bit is the processor's.
 *
 * <p>x is brought to r = x - k pi/2 within +-pi/4, with pi/2 in three parts so that the products
 * with k are exact; the Taylor series of r to the 17th and 18th power is then exact to a unit in
 * the last place or two. Arguments beyond a million, which no joint reaches, and those that are not
 * finite, are passed on to {@code StrictMath}.
 */
@HotPath
public final class SinCos {
  private static final double LIMIT = 1e6;
  private static final double TWO_OVER_PI = 2 / Math.PI;
  /** The first 33 bits of pi/2, the next 33, the rest. */
  private static final double HALF_PI_1 = 0x1.921fb544p0;
  private static final double HALF_PI_2 = 0x1.0b4611a6p-34;
  private static final double HALF_PI_3 = 0x1.3198a2e037073p-69;

  private SinCos() {}

  /** sin(x), x in rad. */
  public static double sin(double x) {
    if (!(Math.abs(x) < LIMIT)) {
      // StrictMath would allocate for what is no number.
      return Double.isFinite(x) ? StrictMath.sin(x) : Double.NaN;
    }
    double k = Math.rint(x * TWO_OVER_PI);
    return quadrant((int) k, remainder(x, k));
  }

  /** cos(x), x in rad. */
  public static double cos(double x) {
    if (!(Math.abs(x) < LIMIT)) {
      return Double.isFinite(x) ? StrictMath.cos(x) : Double.NaN;
    }
    double k = Math.rint(x * TWO_OVER_PI);
    // cos x = sin(x + pi/2)
    return quadrant((int) k + 1, remainder(x, k));
  }

  /** r = x - k pi/2. */
  private static double remainder(double x, double k) {
    return x - k * HALF_PI_1 - k * HALF_PI_2 - k * HALF_PI_3;
  }

  /** sin(r + k pi/2). */
  private static double quadrant(int k, double r) {
    double size = (k & 1) == 0 ? sinSeries(r) : cosSeries(r);
    return (k & 2) == 0 ? size : -size;
  }

  /** r - r^3/3! + r^5/5! - ... + r^17/17!. */
  private static double sinSeries(double r) {
    double z = r * r;
    double p = 1 / 355_687_428_096_000.0;
    p = p * z - 1 / 1_307_674_368_000.0;
    p = p * z + 1 / 6_227_020_800.0;
    p = p * z - 1 / 39_916_800.0;
    p = p * z + 1 / 362_880.0;
    p = p * z - 1 / 5_040.0;
    p = p * z + 1 / 120.0;
    p = p * z - 1 / 6.0;
    return r + r * z * p;
  }

  /** 1 - r^2/2! + r^4/4! - ... - r^18/18!. */
  private static double cosSeries(double r) {
    double z = r * r;
    double p = -1 / 6_402_373_705_728_000.0;
    p = p * z + 1 / 20_922_789_888_000.0;
    p = p * z - 1 / 87_178_291_200.0;
    p = p * z + 1 / 479_001_600.0;
    p = p * z - 1 / 3_628_800.0;
    p = p * z + 1 / 40_320.0;
    p = p * z - 1 / 720.0;
    p = p * z + 1 / 24.0;
    // What 1 - z/2 loses to rounding is added back.
    double half = 0.5 * z;
    double w = 1 - half;
    return w + (1 - w - half + z * z * p);
  }
}
