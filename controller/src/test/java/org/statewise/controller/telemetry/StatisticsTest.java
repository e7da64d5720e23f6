package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/** A run's figures against figures made by hand. */
final class StatisticsTest {
  private final List<Motion> motions = List.of(new Motion("reach", 1), new Motion("lift", 1));
  private final RunStatistics run = new RunStatistics(2, motions::get);
  private final TickRecord tick = new TickRecord(2);

  private void tick(int motion, double error0, double error1) {
    tick.phase = LoopPhase.RUNNING;
    tick.motion = motion;
    tick.qDes[0] = 1 + error0;
    tick.qDes[1] = 2 + error1;
    tick.state.q[0] = 1;
    tick.state.q[1] = 2;
    tick.uFb[0] = 3;
    tick.u[0] = 4;
    tick.u[1] = 2;
  }

  @Test
  void shouldAgreeWithFiguresMadeByHand() {
    MotionStatistics motion = new MotionStatistics(motions.get(0));
    tick(0, 0.003, 0.004);
    motion.add(tick);
    tick(0, -0.005, 0);
    tick.learned = true;
    tick.predictionError[0] = 2;
    tick.predictionError[1] = 4;
    motion.add(tick);
    MotionSummary row = motion.summary();
    assertThat(row.name()).isEqualTo("reach");
    assertThat(row.round()).isEqualTo(1);
    // sqrt((9 + 16 + 25 + 0) / 4) mrad
    assertThat(row.trackingRmseMrad()).isCloseTo(Math.sqrt(12.5), within(1e-9));
    assertThat(row.peakErrorMrad()).isCloseTo(5, within(1e-9));
    // (9 + 9) / (16 + 4 + 16 + 4)
    assertThat(row.feedbackShare()).isCloseTo(18 / 40.0, within(1e-12));
    // (4 + 16) / 2 joints, of the one tick that learned
    assertThat(row.predictionMseNm2()).isCloseTo(10, within(1e-12));
  }

  @Test
  void shouldHaveNoPredictionErrorWhereNothingWasLearned() {
    MotionStatistics motion = new MotionStatistics(motions.get(0));
    assertThat(motion.summary().trackingRmseMrad()).isZero();
    tick(0, 0, 0);
    motion.add(tick);
    assertThat(motion.summary().predictionMseNm2()).isNull();
  }

  @Test
  void shouldKeepARowAMotionAndCountOnlyWhatRan() {
    tick(0, 0.001, 0.001);
    run.add(tick);
    tick(1, 0.002, 0.002);
    run.add(tick);
    run.add(tick);
    tick(1, 0.5, 0.5);
    tick.phase = LoopPhase.STOPPING;
    run.add(tick);
    tick(-1, 0.5, 0.5);
    run.add(tick);
    assertThat(run.motions()).extracting(MotionSummary::name).containsExactly("reach", "lift");
    assertThat(run.motions().get(1).trackingRmseMrad()).isCloseTo(2, within(1e-9));
    assertThat(run.status().ticks()).isEqualTo(5);
    assertThat(run.status().phase()).isEqualTo(LoopPhase.RUNNING);
    assertThat(run.status().motion()).isEqualTo(new Motion("-", 0));
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
