package org.statewise.bridge.sim;

import org.statewise.models.HotPath;

/** The clock of a simulated arm in real time, and the way it waits. */
interface Pacer {
  /** Monotonic time, ns. */
  @HotPath
  long nowNs();

  /** Returns at {@code deadlineNs} or, as sleepers do, somewhat later. */
  @HotPath
  void waitUntil(long deadlineNs);

  /**
   * Yields the processor for a moment, so that waiting does not slow the thread that is waited for.
   */
  @HotPath
  void rest();
}
