package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/**
 * The clock by which a tick tells how long its answer took; it decides nothing. A benchmark's clock also takes the
 * time at the end of each stage, for which others do nothing. All is called by the control thread.
 */
@FunctionalInterface
public interface TickClock {
  /** The machine's monotonic clock. */
  TickClock SYSTEM = System::nanoTime;

  /** ns. */
  @HotPath
  long nowNs();

  /** A stage has ended. */
  @HotPath
  default void reached(TickStage stage) {}

  /** The tick has ended, also one without a state; {@code record} is to be read before this returns. */
  @HotPath
  default void ended(TickRecord record) {}
}
