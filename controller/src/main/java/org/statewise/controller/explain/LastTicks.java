package org.statewise.controller.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/**
 * Keeps the last {@value #KEPT} ticks up to the one that braked the arm or ended the run, in records that are
 * made once, and the very last one. It sits behind the telemetry ring or a recording, never in the tick; one
 * thread feeds it, and it is looked at when that is done.
 */
public final class LastTicks implements Consumer<TickRecord> {
  static final int KEPT = 256;

  private final TickRecord[] ring = new TickRecord[KEPT];
  private final TickRecord last;
  private long kept;
  private long count;
  private long states;
  private boolean stopRequested;
  private boolean stopped;

  /** For an arm of so many joints. */
  public LastTicks(int joints) {
    for (int i = 0; i < KEPT; i++) {
      ring[i] = new TickRecord(joints);
    }
    last = new TickRecord(joints);
  }

  @Override
  public void accept(TickRecord tick) {
    count++;
    stopRequested |= tick.stopRequested;
    if (tick.await == AwaitResult.FRESH) {
      states++;
    }
    if (!stopped) {
      ring[(int) (kept++ % KEPT)].copyFrom(tick);
      stopped = tick.phase == LoopPhase.BRAKING || tick.phase == LoopPhase.FAULT;
    }
    last.copyFrom(tick);
  }

  /** All ticks so far. */
  long count() {
    return count;
  }

  /** Whether any state came. */
  boolean anyState() {
    return states > 0;
  }

  /** Whether someone asked for a stop in any tick. */
  boolean stopRequested() {
    return stopRequested;
  }

  /** Whether {@link #decisive} braked the arm or ended the run in a fault. */
  boolean stopped() {
    return stopped;
  }

  /** The tick that braked the arm or ended the run; the last one if none did. There must be one. */
  TickRecord decisive() {
    return ring[(int) ((kept - 1) % KEPT)];
  }

  /** The very last one. */
  TickRecord last() {
    return last;
  }

  /** Those that are kept, oldest first, up to {@link #decisive}. */
  List<TickRecord> recent() {
    List<TickRecord> all = new ArrayList<>();
    for (long i = Math.max(0, kept - KEPT); i < kept; i++) {
      all.add(ring[(int) (i % KEPT)]);
    }
    return all;
  }

  /** Those of the last {@code states} states by the arm's count, and the ticks without one between them. */
  List<TickRecord> recent(long states) {
    List<TickRecord> all = recent();
    if (all.isEmpty()) {
      return all;
    }
    long newest = all.getLast().state.sequence;
    int from = all.size() - 1;
    while (from > 0 && newest - all.get(from - 1).state.sequence < states) {
      from--;
    }
    return all.subList(from, all.size());
  }
}
