package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.RunTally;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/** A run's figures against figures made by hand. */
final class StatisticsTest {
  private final List<Motion> motions = List.of(new Motion("reach", 1), new Motion("lift", 1));
  private final RunStatistics run = new RunStatistics(2, motions::get, new RunTally(), true);
  private final TickRecord tick = new TickRecord(2);

  private void tick(int motion, double error0, double error1) {
    tick.phase = LoopPhase.RUNNING;
    tick.motion = motion;
    tick.qDes[0] = 1 + error0;
    tick.qDes[1] = 2 + error1;
    tick.state.q[0] = 1;
    tick.state.q[1] = 2;
  }

  @Test
  void shouldKnowHowLongAnswersTook() {
    for (int i = 1; i <= 1000; i++) {
      tick.latencyNs = i * 1000L;
      run.add(tick);
    }
    assertThat(run.latencyMicros(50)).isCloseTo(500, within(1.0));
    assertThat(run.latencyMicros(99)).isCloseTo(990, within(1.0));
    assertThat(run.latencyMaxMicros()).isCloseTo(1000, within(1.0));
    tick.latencyNs = Long.MAX_VALUE;
    run.add(tick);
    assertThat(run.latencyMaxMicros()).isCloseTo(60e6, within(1e5));
  }

  @Test
  void shouldShowNoLatencyOfAVirtualClock() {
    RunStatistics virtual = new RunStatistics(2, motions::get, new RunTally(), false);
    tick.latencyNs = 5000;
    virtual.add(tick);
    run.add(tick);
    assertThat(virtual.status().latencyMicros()).isNaN();
    assertThat(run.status().latencyMicros()).isEqualTo(5);
  }

  @Test
  void shouldShowTheNewestTick() {
    TickRecord copy = new TickRecord(2);
    assertThat(run.lastInto(copy)).isFalse();
    assertThat(run.latencyMaxMicros()).isZero();
    tick(0, 0.25, 0);
    tick.tick = 42;
    run.add(tick);
    assertThat(run.lastInto(copy)).isTrue();
    assertThat(copy.tick).isEqualTo(42);
    assertThat(copy.qDes).containsExactly(1.25, 2);
  }
}
