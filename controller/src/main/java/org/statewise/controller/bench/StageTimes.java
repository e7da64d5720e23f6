package org.statewise.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickClock;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickStage;
import org.statewise.models.HotPath;

/**
 * Takes the time at the end of each stage of a tick. Ticks that answered a state in RUNNING count, since those do all
 * of a tick's work; from the {@code skipped}-th on, counted from the first of them. Plain stores of the control
 * thread, read by others after the run.
 */
public final class StageTimes implements TickClock {
  private static final int STAGES = TickStage.values().length;

  private final LongSupplier clockNs;
  private final long skipped;
  private final Histogram[] stages = new Histogram[STAGES];
  private final Histogram tick = Times.histogram();
  private final Histogram handOver = Times.histogram();
  private final Histogram turnaround = Times.histogram();
  private final long[] tookNs = new long[STAGES];
  private boolean begun;
  private long beganNs;
  private long lastNs;
  private long seen;
  /** Written by the control thread alone, and only when it changes. */
  private volatile boolean counting;

  /** @param clockNs monotonic, the same as the link's */
  public StageTimes(LongSupplier clockNs, long skipped) {
    this.clockNs = clockNs;
    this.skipped = skipped;
    for (int i = 0; i < STAGES; i++) {
      stages[i] = Times.histogram();
    }
  }

  @Override
  @HotPath
  public long nowNs() {
    long nowNs = clockNs.getAsLong();
    if (!begun) {
      begun = true;
      beganNs = nowNs;
      lastNs = nowNs;
      for (int i = 0; i < STAGES; i++) {
        tookNs[i] = 0;
      }
    }
    return nowNs;
  }

  @Override
  @HotPath
  @SuppressWarnings("EnumOrdinal") // stages index their own arrays, and a map of them would allocate
  public void reached(TickStage stage) {
    long nowNs = clockNs.getAsLong();
    tookNs[stage.ordinal()] = nowNs - lastNs;
    lastNs = nowNs;
  }

  @Override
  @HotPath
  public void ended(TickRecord record) {
    begun = false;
    if (record.phase != LoopPhase.RUNNING) {
      count(false);
      return;
    }
    if (record.await != AwaitResult.FRESH || record.sent == null || ++seen <= skipped) {
      return;
    }
    count(true);
    for (int i = 0; i < STAGES; i++) {
      Times.add(stages[i], tookNs[i]);
    }
    Times.add(tick, lastNs - beganNs);
    Times.add(handOver, record.nowNs - record.state.receivedNs);
    Times.add(turnaround, record.latencyNs);
  }

  private void count(boolean now) {
    if (counting != now) {
      counting = now;
    }
  }

  /** Whether ticks count now. Any thread. */
  public boolean isCounting() {
    return counting;
  }

  /** What was measured over a link. After the run. */
  public List<Series> series(Setting setting, String over) {
    List<Series> all = new ArrayList<>(
        List.of(new Series(setting, Quantity.HAND_OVER, over, handOver),
            new Series(setting, Quantity.TURNAROUND, over, turnaround),
            new Series(setting, Quantity.TICK, over, tick)));
    TickStage[] ofTick = TickStage.values();
    for (int i = 0; i < STAGES; i++) {
      all.add(new Series(setting, Quantity.of(ofTick[i]), over, stages[i]));
    }
    return all;
  }
}
