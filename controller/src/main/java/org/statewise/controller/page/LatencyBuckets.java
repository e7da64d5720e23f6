package org.statewise.controller.page;

import org.HdrHistogram.Histogram;

/**
 * The latencies of a run's ticks, for a picture: bucket k counts those from 2^(k/4) us up to
 * 2^((k+1)/4) us, the first and the last also what lies beyond.
 */
final class LatencyBuckets {
  /** Up to 2^16 us, 66 ms. */
  static final int BUCKETS = 64;
  private static final double PER_OCTAVE = 4;
  private static final long MAX_NS = 60_000_000_000L;

  private final Histogram histogram = new Histogram(MAX_NS, 2);
  private final long[] counts = new long[BUCKETS];

  /**
   * What there was so far.
   *
   * @param p50Micros median
   * @param p99Micros that 99 of 100 did not pass
   * @param maxMicros the longest
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier for the writer of frames, never compared
  record Summary(double p50Micros, double p99Micros, double maxMicros, long[] counts) {}

  void add(long latencyNs) {
    if (latencyNs <= 0) {
      return;
    }
    histogram.recordValue(Math.min(latencyNs, MAX_NS));
    double octaves = Math.log(latencyNs * 1e-3) / Math.log(2);
    int k = (int) Math.floor(octaves * PER_OCTAVE);
    counts[Math.clamp(k, 0, BUCKETS - 1)]++;
  }

  Summary summary() {
    return new Summary(histogram.getValueAtPercentile(50) * 1e-3,
        histogram.getValueAtPercentile(99) * 1e-3, histogram.getMaxValue() * 1e-3,
        counts.clone());
  }
}
