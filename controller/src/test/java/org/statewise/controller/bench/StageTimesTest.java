package org.statewise.controller.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickStage;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.fixtures.ManualClock;

/** What a tick's time goes into, on a clock that moves only when told. */
final class StageTimesTest {
  private static final Setting SETTING = new Setting(250, "none");
  private static final TickStage[] STAGES = TickStage.values();
  private static final long[] STAGES_NS = {1000, 20_000, 300, 4000, 5000, 60_000, 700};

  private final ManualClock clock = new ManualClock(5_000_000);
  private final StageTimes times = new StageTimes(clock, 2);
  private final TickRecord record = new TickRecord(1);

  /** A tick whose state came 80 us before it. */
  private void tick(AwaitResult await, LoopPhase phase) {
    record.await = await;
    record.phase = phase;
    record.sent = await == AwaitResult.FRESH ? SendResult.SENT : null;
    record.nowNs = times.nowNs();
    record.state.receivedNs = record.nowNs - 80_000;
    for (int i = 0; i < STAGES.length; i++) {
      clock.advance(STAGES_NS[i]);
      times.reached(STAGES[i]);
      if (STAGES[i] == TickStage.SEND) {
        record.latencyNs = times.nowNs() - record.nowNs + 80_000;
      }
    }
    times.ended(record);
    clock.advance(3_900_000);
  }

  private Series of(Quantity quantity) {
    List<Series> all = times.series(SETTING, "sim");
    return all.stream().filter(series -> series.quantity() == quantity).findFirst().orElseThrow();
  }

  @Test
  void shouldTellWhatEachStageTook() {
    for (int i = 0; i < 5; i++) {
      tick(AwaitResult.FRESH, LoopPhase.RUNNING);
    }
    for (int i = 0; i < STAGES.length; i++) {
      assertThat(of(Quantity.of(STAGES[i])).micros(50)).as("%s", STAGES[i])
          .isCloseTo(1e-3 * STAGES_NS[i],
              withPercentage(0.2));
    }
    assertThat(of(Quantity.TICK).micros(50)).isBetween(90.9, 91.2);
    assertThat(of(Quantity.HAND_OVER).micros(50)).isBetween(79.9, 80.2);
    assertThat(of(Quantity.TURNAROUND).micros(50)).isBetween(110.2, 110.5);
  }

  @Test
  void shouldLeaveOutTheFirstTicksAndThoseThatDoNotAllOfATicksWork() {
    tick(AwaitResult.FRESH, LoopPhase.ENGAGING);
    tick(AwaitResult.FRESH, LoopPhase.RUNNING);
    tick(AwaitResult.FRESH, LoopPhase.RUNNING);
    assertThat(times.isCounting()).isFalse();
    tick(AwaitResult.FRESH, LoopPhase.RUNNING);
    tick(AwaitResult.LATE, LoopPhase.RUNNING);
    assertThat(times.isCounting()).isTrue();
    tick(AwaitResult.FRESH, LoopPhase.STOPPING);
    assertThat(times.isCounting()).isFalse();
    assertThat(times.series(SETTING, "sim")).hasSize(10)
        .allMatch(series -> series.ns().getTotalCount() == 1);
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(3000, 500,
        () -> tick(AwaitResult.FRESH, LoopPhase.RUNNING))).isZero();
  }
}
