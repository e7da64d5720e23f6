package org.statewise.controller.machine;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How regularly an arm's states arrive: what its cabinet, the network and this machine do together.
 *
 * @param periodNs the arm's
 */
public record Arrivals(long periodNs, Histogram jitterNs) {
  private static final double OFTEN = 99.9;

  /** None yet. */
  public static Arrivals every(long periodNs) {
    return new Arrivals(periodNs, new Histogram(60_000_000_000L, 3));
  }

  /** Takes the time from one state to the next. */
  public void add(long intervalNs) {
    jitterNs.recordValue(
        Math.min(jitterNs.getHighestTrackableValue(), Math.abs(intervalNs - periodNs)));
  }

  /**
   * What it means: a state that is a whole period late is a missed one for the loop.
   *
   * @param lost states that never came
   */
  public Finding finding(long lost) {
    long often = jitterNs.getValueAtPercentile(OFTEN);
    String value = String.format(Locale.ROOT,
        "%d states, %d lost; off their period by p50 %.0f, p99.9 %.0f, max %.0f us",
        jitterNs.getTotalCount(), lost, 1e-3 * jitterNs.getValueAtPercentile(50), 1e-3 * often,
        1e-3 * jitterNs.getMaxValue());
    if (jitterNs.getTotalCount() == 0 || lost > 0 || often >= periodNs) {
      return new Finding("arm's states", value, Verdict.HURTS,
          "a network port and cable for the arm alone, and what hurts above");
    }
    return often < periodNs / 4
        ? Finding.good("arm's states", value)
        : new Finding("arm's states", value, Verdict.WORKS, "mend what hurts above");
  }
}
