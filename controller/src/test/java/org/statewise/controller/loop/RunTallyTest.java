package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.Intervention;
import org.statewise.fixtures.AllocationProbe;

/** What the control thread adds up, against figures made by hand. */
final class RunTallyTest {
  private final RunTally tally = new RunTally();
  private final TickRecord tick = new TickRecord(2);
  private final List<Integer> taken = new ArrayList<>();

  private void tick(int motion, double error0, double error1) {
    tick.phase = LoopPhase.RUNNING;
    tick.motion = motion;
    tick.qDes[0] = 1 + error0;
    tick.qDes[1] = 2 + error1;
    tick.state.q[0] = 1;
    tick.state.q[1] = 2;
    tick.uFb[0] = 3;
    tick.uPrior[1] = 5;
    tick.uModel[1] = -1;
    tally.add(tick);
  }

  @Test
  void shouldAgreeWithFiguresMadeByHand() {
    tick(7, 0.003, 0.004);
    tick.learned = true;
    tick.predictionError[0] = 2;
    tick.predictionError[1] = 4;
    tick.priorError[0] = 2;
    tick.priorError[1] = -6;
    tick.uModel[0] = 3;
    tick.uObserver[0] = 1;
    tick.uObserver[1] = 3;
    tick(7, -0.005, 0);
    tally.end();
    tally.take(row -> {
      assertThat(row.motion).isEqualTo(7);
      assertThat(row.values).isEqualTo(4);
      assertThat(row.squaredErrorRad2).isCloseTo(50e-6, within(1e-15));
      assertThat(row.peakErrorRad).isCloseTo(0.005, within(1e-12));
      assertThat(row.squaredFeedbackNm2).isEqualTo(18);
      // 5 - 1 twice, and 3 in the second tick
      assertThat(row.squaredFeedForwardNm2).isEqualTo(41);
      // of the one tick that learned
      assertThat(row.learnedValues).isEqualTo(2);
      assertThat(row.squaredPredictionNm2).isEqualTo(20);
      assertThat(row.squaredPriorErrorNm2).isEqualTo(40);
      // 3 - 1, -1 - 3
      assertThat(row.squaredMemoryNm2).isEqualTo(20);
      assertThat(row.squaredObserverNm2).isEqualTo(10);
      taken.add(row.motion);
    });
    assertThat(taken).containsExactly(7);
  }

  @Test
  void shouldHandOverMotionsThatEndedAndCountOnlyWhatRan() {
    tick(0, 0.001, 0.001);
    tick(1, 0.002, 0.002);
    tick(1, 0.002, 0.002);
    tick.phase = LoopPhase.STOPPING;
    tally.add(tick);
    tick(-1, 0.5, 0.5);
    tally.take(row -> taken.add(row.motion));
    assertThat(taken).containsExactly(0);
    tally.end();
    tally.end();
    tally.take(row -> {
      taken.add(row.motion);
      assertThat(row.peakErrorRad).isCloseTo(0.002, within(1e-12));
      assertThat(row.values).isEqualTo(4);
    });
    assertThat(taken).containsExactly(0, 1);
  }

  @Test
  void shouldCountTheMotionsThatNobodyTook() {
    for (int motion = 0; motion < RunTally.CAPACITY + 10; motion++) {
      tick(motion, 0, 0);
    }
    tally.end();
    tally.take(row -> taken.add(row.motion));
    assertThat(taken).hasSize(RunTally.CAPACITY - 1).startsWith(0, 1, 2);
    assertThat(tally.lost()).isEqualTo(11);
  }

  @Test
  void shouldSumMotions() {
    MotionFigures sum = new MotionFigures();
    tick.learned = true;
    tick.predictionError[0] = 2;
    tick.priorError[0] = 3;
    tick.uObserver[1] = -2;
    tick(0, 0.003, 0.004);
    tick(1, -0.002, 0);
    tally.end();
    tally.take(sum::add);
    assertThat(sum.values).isEqualTo(4);
    assertThat(sum.squaredErrorRad2).isCloseTo(29e-6, within(1e-15));
    assertThat(sum.peakErrorRad).isCloseTo(0.004, within(1e-12));
    assertThat(sum.squaredFeedbackNm2).isEqualTo(18);
    assertThat(sum.squaredFeedForwardNm2).isEqualTo(32);
    assertThat(sum.learnedValues).isEqualTo(4);
    assertThat(sum.squaredPredictionNm2).isEqualTo(8);
    assertThat(sum.squaredPriorErrorNm2).isEqualTo(18);
    assertThat(sum.squaredMemoryNm2).isEqualTo(2);
    assertThat(sum.squaredObserverNm2).isEqualTo(8);
  }

  @Test
  void shouldCountInterventionsByKind() {
    tick.intervention = Intervention.TRACKING;
    tick(0, 0, 0);
    tick(0, 0, 0);
    assertThat(tally.interventions(Intervention.TRACKING, false)).isEqualTo(2);
    assertThat(tally.interventions(Intervention.REARMED, false)).isZero();
  }

  @Test
  void shouldAllocateNothing() {
    int[] next = {0};
    assertThat(AllocationProbe.bytesPerCall(2000, 2000, () -> tick(next[0]++, 0, 0))).isZero();
  }
}
