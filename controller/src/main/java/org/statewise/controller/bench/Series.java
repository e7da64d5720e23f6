package org.statewise.controller.bench;

import org.HdrHistogram.Histogram;

/**
 * What was measured of one quantity under one setting.
 *
 * @param over the link, as sim, bridge or fri; empty for what needs none
 * @param ns the times
 */
public record Series(Setting setting, Quantity quantity, String over, Histogram ns) {
  /** The finest percentile that tables have. */
  static final double OFTEN = 99.9;

  /** Its name among files, for example {@code 250hz-none-fri-turnaround}. */
  public String name() {
    return name(setting, quantity, over);
  }

  /** The name of a series that is to be measured. */
  public static String name(Setting setting, Quantity quantity, String over) {
    return setting.hertz() + "hz-" + setting.load().replace(',', '+') + "-"
        + (over.isEmpty() ? "" : over + "-") + quantity.word();
  }

  /** What it is, in words. */
  String label() {
    return over.isEmpty() ? quantity.label() : quantity.label() + ", " + over;
  }

  /** A percentile, us. */
  double micros(double percentile) {
    return 1e-3 * ns.getValueAtPercentile(percentile);
  }

  /** The largest, us. */
  double maxMicros() {
    return 1e-3 * ns.getMaxValue();
  }
}
