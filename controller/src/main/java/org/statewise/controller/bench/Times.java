package org.statewise.controller.bench;

import org.HdrHistogram.Histogram;
import org.statewise.models.HotPath;

/** Histograms of times up to a minute, ns, to a thousandth of each value. */
public final class Times {
  private static final long MAX_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private Times() {}

  /** An empty one. */
  public static Histogram histogram() {
    return new Histogram(MAX_NS, DIGITS);
  }

  /** Adds a time; one below 0 counts as 0, one above the minute as that. */
  @HotPath
  public static void add(Histogram histogram, long ns) {
    histogram.recordValue(Math.clamp(ns, 0, MAX_NS));
  }
}
