package org.statewise.bridge.sim;

import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps until shortly before the deadline and spins the rest: a sleep alone wakes a tenth of a
 * millisecond late, a spin alone would burn a whole core.
 */
public final class SpinPacer implements Pacer {
  private static final long SPIN_NS = 250_000;
  private static final long REST_NS = 100_000;

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public void waitUntil(long deadlineNs) {
    long remainingNs = deadlineNs - System.nanoTime();
    while (remainingNs > 0) {
      if (remainingNs > SPIN_NS) {
        LockSupport.parkNanos(remainingNs - SPIN_NS);
      } else {
        Thread.onSpinWait();
      }
      remainingNs = deadlineNs - System.nanoTime();
    }
  }

  @Override
  public void rest() {
    LockSupport.parkNanos(REST_NS);
  }
}
