package org.statewise.bridge.remote;

import java.util.function.LongSupplier;

/**
 * Admits so many events a second: up to a second's worth at once after a pause, and one each time its
 * share of a second has passed. One thread.
 */
final class TokenBucket {
  private static final long SECOND_NS = 1_000_000_000;

  private final long costNs;
  private final LongSupplier clockNs;

  /** Each admission costs its share of a second; at most one second's worth is saved up. */
  private long creditNs = SECOND_NS;
  private long lastNs;

  /**
   * A full bucket.
   *
   * @param perSecond 1 to 1e9
   * @param clockNs monotonic
   */
  TokenBucket(int perSecond, LongSupplier clockNs) {
    costNs = SECOND_NS / perSecond;
    this.clockNs = clockNs;
    lastNs = clockNs.getAsLong();
  }

  /** Whether one more is admitted now. */
  boolean take() {
    long nowNs = clockNs.getAsLong();
    creditNs = Math.min(SECOND_NS, creditNs + nowNs - lastNs);
    lastNs = nowNs;
    if (creditNs < costNs) {
      return false;
    }
    creditNs -= costNs;
    return true;
  }
}
