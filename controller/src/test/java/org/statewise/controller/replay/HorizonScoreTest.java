package org.statewise.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.online.OnlineModel;

final class HorizonScoreTest extends HorizonFixture {
  @Test
  void shouldFindNothingWrongOfAConstantTorque() {
    begin("trend");
    constant(600, 4);
    tick.motion = 1;
    constant(50, 4);
    for (int ahead : new int[]{1, 25, 250, HorizonResult.NEXT_SEGMENT}) {
      assertThat(mse(ahead, "persistence")).isZero();
      assertThat(mse(ahead, "mean so far")).isCloseTo(0, within(1e-20));
    }
    assertThat(mse(HorizonResult.NEXT_SEGMENT, "it")).isCloseTo(0, within(1e-12));
  }

  @Test
  void shouldFindThatPersistenceLagsARampBySlopeTimesHorizon() {
    begin(NOTHING);
    for (int i = 0; i < 700; i++) {
      tau[0] = 0.1 * i;
      tau[1] = -0.2 * i;
      sample();
    }
    for (int k : new int[]{1, 25, 250}) {
      HorizonResult.Row persistence = row(k, "persistence");
      assertThat(persistence.jointMseNm2().get(0)).isCloseTo(0.01 * k * k, within(1e-9));
      assertThat(persistence.jointMseNm2().get(1)).isCloseTo(0.04 * k * k, within(1e-9));
      assertThat(persistence.jointMseNm2().get(2)).isZero();
      assertThat(persistence.mseNm2()).isCloseTo(0.05 / 3 * k * k, within(1e-9));
    }
    assertThat(horizon(25).predictions()).as("frozen at 0, 25, .., 650").isEqualTo(27);
    assertThat(horizon(250).predictions()).as("frozen at 0, 25, .., 425").isEqualTo(18);
  }

  @Test
  void shouldFindNothingWrongOfAModelThatIsExact() {
    begin(new Exact(), new Exact());
    waves(0, 600);
    tick.motion = 1;
    waves(600, 700);
    assertThat(score.results()).hasSize(4).allSatisfy(one -> {
      assertThat(one.model().mseNm2()).isZero();
      assertThat(one.references()).allSatisfy(row -> assertThat(row.mseNm2()).isPositive());
    });
  }

  @Test
  void shouldTellAModelThatLearnsFromOneThatFollows() {
    begin(LEARNER);
    waves(0, 2000);
    tick.motion = 1;
    waves(2000, 2600);
    for (int ahead : new int[]{25, 250, HorizonResult.NEXT_SEGMENT}) {
      assertThat(mse(ahead, "it")).as("%d ahead", ahead)
          .isLessThan(0.5 * mse(ahead, "persistence"))
          .isLessThan(0.5 * mse(ahead, "mean so far"));
    }
  }

  @Test
  void shouldShowThatATrackerIsPersistenceAtEveryHorizon() {
    begin(TRACKER);
    waves(0, 1000);
    for (int k : new int[]{1, 25, 250}) {
      assertThat(mse(k, "it")).isCloseTo(mse(k, "persistence"), withinPercentage(0.5));
    }
    assertThat(mse(25, "it")).isGreaterThan(100 * mse(1, "it"));
  }

  @Test
  void shouldPredictTheNextSegmentWithWhatWasKnownBeforeItsFirstSample() {
    begin(NOTHING);
    constant(1, 1);
    constant(1, 3);
    tick.motion = 1;
    constant(1, 5);
    constant(1, 9);
    tick.motion = 2;
    constant(1, 4);
    HorizonResult next = horizon(HorizonResult.NEXT_SEGMENT);
    assertThat(next.predictions()).isEqualTo(3);
    // Segment 1 by the last torque of segment 0, 3, and segment 2 by that of segment 1, 9.
    assertThat(next.rows().get(1).mseNm2()).isEqualTo((4 + 36 + 25) / 3.0);
    // By the means of 1 3 and of 1 3 5 9.
    assertThat(next.rows().get(2).mseNm2()).isCloseTo((9 + 49 + 0.25) / 3.0, within(1e-12));
    // Of a model that predicts nothing the torques themselves are left.
    assertThat(next.model().mseNm2()).isEqualTo((25 + 81 + 16) / 3.0);
  }

  @Test
  void shouldNotReachFromOneSegmentIntoTheNext() {
    begin(NOTHING);
    constant(20, 1);
    tick.motion = 1;
    constant(20, 5);
    assertThat(score.results()).extracting(HorizonResult::samplesAhead).containsExactly(1,
        HorizonResult.NEXT_SEGMENT);
    assertThat(mse(1, "persistence")).isZero();
  }

  @Test
  void shouldHaveNoFigureOfAHorizonThatTheStreamIsTooShortFor() {
    begin(NOTHING);
    assertThat(score.results()).isEmpty();
    constant(1, 1);
    assertThat(score.results()).isEmpty();
    constant(24, 1);
    assertThat(score.results()).extracting(HorizonResult::samplesAhead).containsExactly(1);
    constant(1, 1);
    assertThat(score.results()).extracting(HorizonResult::samplesAhead).containsExactly(1, 25);
    constant(225, 1);
    assertThat(score.results()).extracting(HorizonResult::samplesAhead).containsExactly(1, 25, 250);
  }

  @Test
  void shouldNotPredictASampleThatWasNotLearned() {
    begin(NOTHING);
    constant(25, 1);
    tick.learned = false;
    score.add(tick, tau);
    tick.tick++;
    constant(1, 1);
    assertThat(score.results()).extracting(HorizonResult::samplesAhead).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"network:loss=squared,alpha=0.5,kappa=0.1", "network:rule=adam,alpha=0.01",
        "observer", "trend", "doomed", "kalman", "precision-kalman", "rls:features=20", "local",
        "rigid-body:forgetting=0.99999", "kalman:leak=1e-5,q=1e-5+observer:q=0.01"})
  void shouldPredictAsAModelThatStoppedLearningAndLeaveTheOtherAsItIs(String text) {
    begin(text);
    OnlineModel stopped = model(text);
    OnlineModel goesOn = model(text);
    double[] error = new double[N];
    double squares = 0;
    int count = 0;
    for (int i = 0; i < 300; i++) {
      tick.motion = i < 200 ? 0 : 1;
      wave(i);
      if (i < 200) {
        stopped.learn(q, qd, qdd, tau);
      } else {
        stopped.predictInto(q, qd, qdd, error);
        for (int j = 0; j < N; j++) {
          squares += (tau[j] - error[j]) * (tau[j] - error[j]);
        }
        count += N;
      }
      goesOn.learn(q, qd, qdd, tau);
      sample();
    }
    assertThat(mse(HorizonResult.NEXT_SEGMENT, "it"))
        .isCloseTo(squares / count, within(1e-12 * squares));
    assertThat(score.learner().theta().toArray()).containsExactly(goesOn.theta().toArray());
    assertThat(score.learner().report()).usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class).isEqualTo(goesOn.report());
  }

  @Test
  void shouldTellWhatWasFrozenFromWhatIsKnownNow() {
    begin(TRACKER);
    constant(30, 2);
    constant(30, 6);
    // Frozen at 0 and 25 with 2, and asked at 25, where it is 2, and at 50, where it is 6.
    assertThat(mse(25, "it")).isCloseTo(8, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"network:loss=squared", "local", "kalman+observer:q=0.01"})
  void shouldAllocateNothing(String text) {
    begin(text);
    assertThat(AllocationProbe.bytesPerCall(4000, 1000, () -> {
      q[0] = tick.tick % 100 * 0.01;
      tau[0] = 3 * q[0];
      tick.motion = (int) tick.tick / 400;
      sample();
    })).isZero();
  }
}
