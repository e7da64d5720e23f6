package org.statewise.controller.app.bench;

import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.statewise.controller.bench.Times;

/** A cabinet's reply times. One writer; read when the cabinet is closed. */
final class Replies {
  private final Histogram ns = Times.histogram();
  private final BooleanSupplier counts;
  private volatile boolean begun;

  /** @param counts whether a reply counts that comes now */
  Replies(BooleanSupplier counts) {
    this.counts = counts;
  }

  /** All but the first ones. */
  static Replies after(long skipped) {
    long[] seen = new long[1];
    return new Replies(() -> ++seen[0] > skipped);
  }

  void add(long replyNs) {
    if (counts.getAsBoolean()) {
      Times.add(ns, replyNs);
      if (!begun) {
        begun = true;
      }
    }
  }

  /** Whether there is one. Any thread. */
  boolean begun() {
    return begun;
  }

  /** ns. */
  Histogram histogram() {
    return ns;
  }
}
