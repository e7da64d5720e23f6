package org.statewise.controller.app.replay;

import java.util.concurrent.locks.LockSupport;

/** Keeps a replay at its speed. */
public final class Pacer {
  private final Speed speed;
  private boolean started;
  private long recordedStartNs;
  private long startNs;

  public Pacer(Speed speed) {
    this.speed = speed;
  }

  /** Waits until it is time for what was recorded at {@code recordedNs}. */
  void waitFor(long recordedNs) {
    if (speed == Speed.FAST) {
      return;
    }
    if (!started) {
      started = true;
      recordedStartNs = recordedNs;
      startNs = System.nanoTime();
    }
    long dueNs = startNs + (recordedNs - recordedStartNs);
    for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
      LockSupport.parkNanos(leftNs);
    }
  }
}
