package org.statewise.controller.machine;

import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * How late a thread wakes that sleeps until one absolute time after another, as a loop does that waits for its arm.
 *
 * @param clock monotonic, ns
 * @param sleeper sleeps for so many ns at least
 */
public record WakeUps(LongSupplier clock, LongConsumer sleeper) {
  /** A state each millisecond is the fastest arm there is. */
  private static final long PERIOD_NS = 1_000_000;
  private static final long HIGHEST_NS = 10_000_000_000L;
  private static final int DIGITS = 3;
  private static final double OFTEN = 99.9;
  private static final long GOOD_NS = 250_000;
  private static final long BAD_NS = 1_000_000;
  /** Once is too often: an arm of 4 ms would miss a dozen states and more. */
  private static final long NEVER_NS = 50_000_000;

  /** Lateness in ns of the wake-ups in so many seconds. */
  public Histogram measure(int seconds) {
    return measure(seconds * 1_000_000_000L, PERIOD_NS);
  }

  /** Lateness in ns of the wake-ups in {@code durationNs}, one due each {@code periodNs}. */
  public Histogram measure(long durationNs, long periodNs) {
    Histogram lateness = new Histogram(HIGHEST_NS, DIGITS);
    long due = clock.getAsLong();
    long end = due + durationNs;
    while (due < end) {
      due += periodNs;
      long now = clock.getAsLong();
      while (now < due) {
        sleeper.accept(due - now);
        now = clock.getAsLong();
      }
      lateness.recordValue(Math.min(HIGHEST_NS, now - due));
      // Periods that were overslept are one late wake-up, not many.
      due += (now - due) / periodNs * periodNs;
    }
    return lateness;
  }

  /** What such a lateness means: judged by the one in a thousand, and by the worst. */
  public static Finding finding(Histogram lateness) {
    long often = lateness.getValueAtPercentile(OFTEN);
    String value = String.format(Locale.ROOT, "late by p50 %.0f, p99 %.0f, p99.9 %.0f, max %.0f us",
        1e-3 * lateness.getValueAtPercentile(50), 1e-3 * lateness.getValueAtPercentile(99),
        1e-3 * often, 1e-3 * lateness.getMaxValue());
    boolean stalled = lateness.getMaxValue() >= NEVER_NS;
    if (often < GOOD_NS && !stalled) {
      return Finding.good("wake-ups", value);
    }
    return new Finding("wake-ups", value,
        often < BAD_NS && !stalled ? Verdict.WORKS : Verdict.HURTS,
        "mend what hurts above, and measure again with --seconds 60");
  }
}
