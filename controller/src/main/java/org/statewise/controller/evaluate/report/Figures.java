package org.statewise.controller.evaluate.report;

import java.util.Locale;

/** Numbers as people read them: three significant digits, and powers of ten where that is shorter. */
public final class Figures {
  private Figures() {}

  /** One number; a word where it is none. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return "diverged";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    // Digits behind the point so that three count.
    int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 6);
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Mean and deviation. */
  public static String of(Spread spread) {
    return Double.isFinite(spread.mean()) && spread.count() > 1
        ? of(spread.mean()) + " ± " + of(spread.deviation())
        : of(spread.mean());
  }

  /** A whole number, its thousands apart. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
