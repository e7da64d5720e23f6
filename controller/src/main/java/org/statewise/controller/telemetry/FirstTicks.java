package org.statewise.controller.telemetry;

import org.HdrHistogram.Histogram;
import org.statewise.controller.loop.TickRecord;

/** Whether a loop is warm from its first tick on: the latency of the first ticks beside that of the rest. */
public final class FirstTicks {
  /** Four seconds at 250 Hz: what a compiler that was not ready needs. */
  static final int COUNT = 1000;
  private static final long MAX_NS = 60_000_000_000L;

  private final Histogram first = new Histogram(MAX_NS, 3);
  private final Histogram rest = new Histogram(MAX_NS, 3);

  /** Takes one tick. */
  public synchronized void add(TickRecord tick) {
    if (tick.latencyNs > 0) {
      Histogram histogram = first.getTotalCount() < COUNT ? first : rest;
      histogram.recordValue(Math.min(tick.latencyNs, MAX_NS));
    }
  }

  /** Of the first ticks, us. */
  public synchronized RunSummary.Latency first() {
    return latency(first);
  }

  /** Of all others, us; zeros if there were none. */
  public synchronized RunSummary.Latency rest() {
    return latency(rest);
  }

  private static RunSummary.Latency latency(Histogram histogram) {
    return histogram.getTotalCount() == 0
        ? new RunSummary.Latency(0, 0, 0, 0)
        : new RunSummary.Latency(histogram.getValueAtPercentile(50) * 1e-3,
            histogram.getValueAtPercentile(99) * 1e-3,
            histogram.getValueAtPercentile(99.9) * 1e-3, histogram.getMaxValue() * 1e-3);
  }
}
