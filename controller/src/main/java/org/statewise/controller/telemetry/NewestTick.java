package org.statewise.controller.telemetry;

import java.util.function.Consumer;
import org.statewise.controller.loop.TickRecord;

/** The newest tick of a run, for whoever wants to know where it stands. Any thread. */
public final class NewestTick implements Consumer<TickRecord> {
  private final TickRecord last;
  private boolean seen;

  /** For an arm of {@code joints} joints. */
  public NewestTick(int joints) {
    last = new TickRecord(joints);
  }

  @Override
  public synchronized void accept(TickRecord tick) {
    seen = true;
    last.copyFrom(tick);
  }

  /** A record of the same joint count. */
  public TickRecord newRecord() {
    return new TickRecord(last.u.length);
  }

  /** Copies the newest tick out; false if there was none yet. */
  public synchronized boolean lastInto(TickRecord into) {
    into.copyFrom(last);
    return seen;
  }
}
