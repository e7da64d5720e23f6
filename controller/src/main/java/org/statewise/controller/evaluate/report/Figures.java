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
    return digits(value, 3);
  }

  private static String digits(double value, int digits) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).replace("e-0", "e-")
          .replace("e+0", "e").replace("e+", "e");
    }
    int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Mean and deviation. */
  public static String of(Spread spread) {
    return Double.isFinite(spread.mean()) && spread.count() > 1
        ? of(spread.mean()) + " ± " + digits(spread.deviation(), 2)
        : of(spread.mean());
  }

  /** A whole number, its thousands apart. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
