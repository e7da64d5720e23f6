package org.statewise.bridge.sim;

import org.statewise.models.HotPath;

/** The clock that a simulated arm in real time lives by, and the way it waits. */
interface Pacer {
  /** Monotonic time, ns. */
  @HotPath
  long nowNs();

  /** Returns at {@code deadlineNs} or, as sleepers do, somewhat later. */
  @HotPath
  void waitUntil(long deadlineNs);

  /** Leaves the processor to others for a moment: who waits for somebody else is in nobody's way. */
  @HotPath
  void rest();
}
