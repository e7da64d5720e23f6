package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.fixtures.AllocationProbe;

final class SupervisorTest {
  private static final double DT = 0.004;
  private static final double[] NOTHING = new double[2];

  private final Supervisor supervisor = new Supervisor(new double[]{100, 40}, DT);
  private final double[] uModel = new double[2];
  private final double[] uFb = new double[2];
  private final double[] error = new double[2];
  private final double[] residual = new double[2];
  private final Setpoint desired = new Setpoint(2);
  private int ticks;

  /** The first intervention within {@code seconds}. */
  private Intervention pass(double seconds) {
    for (int i = 0; i < seconds / DT; i++) {
      ticks++;
      if (supervisor.mayLearn()) {
        supervisor.learned(error, residual, 1);
      }
      Intervention done = supervisor.pass(uModel, uFb, desired);
      if (done != Intervention.NONE) {
        return done;
      }
    }
    return Intervention.NONE;
  }

  /** Lets the first joint's torque swing for {@code seconds}; the first intervention. */
  private Intervention swing(double amplitude, double hertz, double seconds) {
    for (int i = 0; i < seconds / DT; i++) {
      uModel[0] = amplitude * Math.sin(2 * Math.PI * hertz * DT * ticks++);
      supervisor.learned(error, residual, 1);
      Intervention done = supervisor.pass(uModel, NOTHING, desired);
      if (done != Intervention.NONE) {
        return done;
      }
    }
    return Intervention.NONE;
  }

  @Test
  void shouldLetAModelAloneThatPredictsAndCancelsWhatThePriorLeaves() {
    uModel[0] = 20;
    residual[0] = 20;
    error[0] = 0.5;
    assertThat(pass(60)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.weight()).isEqualTo(1);
  }

  @Test
  void shouldWithdrawAModelThatPredictsWorseThanThePrior() {
    residual[0] = 2;
    error[0] = 30;
    assertThat(pass(1)).isEqualTo(Intervention.PREDICTION);
    assertThat(ticks * DT).isLessThan(0.5);
  }

  @Test
  void shouldWithdrawATorqueThatNothingExplains() {
    uModel[0] = 40;
    residual[0] = 1;
    assertThat(pass(1)).isEqualTo(Intervention.DISAGREEMENT);
  }

  @Test
  void shouldWithdrawAModelThatTheFeedbackFights() {
    uFb[0] = 15;
    residual[0] = 1;
    assertThat(pass(1)).isEqualTo(Intervention.TRACKING);
  }

  @Test
  void shouldWithdrawParametersBeyondTheirBound() {
    supervisor.learned(error, residual, 1e7);
    assertThat(pass(0.01)).isEqualTo(Intervention.PARAMETERS);
  }

  @Test
  void shouldTakeWhatIsNoNumberForHarm() {
    error[0] = Double.NaN;
    assertThat(pass(0.01)).isEqualTo(Intervention.PREDICTION);
  }

  @Test
  void shouldFadeWithoutAStepWithinAFifthOfASecondAndRearmAfterTheQuietTime() {
    error[0] = 30;
    pass(1);
    error[0] = 0;
    double before = supervisor.weight();
    double largestStep = 0;
    for (int i = 0; i < 0.2 / DT; i++) {
      assertThat(supervisor.mayLearn()).isFalse();
      supervisor.pass(NOTHING, NOTHING, desired);
      largestStep = Math.max(largestStep, before - supervisor.weight());
      before = supervisor.weight();
    }
    assertThat(before).isZero();
    assertThat(largestStep).isLessThanOrEqualTo(0.0201);
    int began = ticks;
    assertThat(pass(5)).isEqualTo(Intervention.REARMED);
    assertThat((ticks - began) * DT).isBetween(1.99, 2.02);
    assertThat(pass(0.6)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.weight()).isEqualTo(1);
    assertThat(supervisor.mayLearn()).isTrue();
  }

  @Test
  void shouldWaitTwiceAsLongAfterEachInterventionAndAtMostHalfAMinute() {
    double[] expected = {2, 4, 8, 16, 32, 32};
    for (double seconds : expected) {
      error[0] = 30;
      assertThat(pass(2)).isEqualTo(Intervention.PREDICTION);
      error[0] = 0;
      int began = ticks;
      assertThat(pass(60)).isEqualTo(Intervention.REARMED);
      assertThat((ticks - began) * DT).isBetween(seconds + 0.19, seconds + 0.22);
    }
  }

  @Test
  void shouldHalveTheGainThreeTimesBeforeItWithdrawsWhatSwings() {
    for (double gain : new double[]{0.5, 0.25, 0.125}) {
      int began = ticks;
      assertThat(swing(10, 8, 2)).isEqualTo(Intervention.GAIN_LOWERED);
      assertThat(supervisor.gain()).isEqualTo(gain);
      assertThat(supervisor.weight()).as("a lower gain is no withdrawal").isEqualTo(1);
      assertThat((ticks - began) * DT).as("each gain gets its own swings").isGreaterThan(0.2);
    }
    assertThat(swing(10, 8, 2)).isEqualTo(Intervention.OSCILLATION);
    uModel[0] = 0;
    assertThat(pass(5)).isEqualTo(Intervention.REARMED);
    assertThat(supervisor.gain()).as("not the gain that swung").isEqualTo(0.0625);
  }

  /** Withdraws the model for wild swings until it stays withdrawn; how often it came back. */
  private int swingWhenever() {
    int rearmed = 0;
    Intervention done = Intervention.REARMED;
    while (done == Intervention.REARMED) {
      double before = supervisor.gain();
      assertThat(pass(0.6)).isEqualTo(Intervention.NONE);
      assertThat(swing(20, 20, 2)).isEqualTo(Intervention.OSCILLATION);
      assertThat(supervisor.gain()).isLessThanOrEqualTo(before / 2);
      uModel[0] = 0;
      done = pass(40);
      rearmed += done == Intervention.REARMED ? 1 : 0;
    }
    assertThat(done).isEqualTo(Intervention.STAYS_WITHDRAWN);
    return rearmed;
  }

  @Test
  void shouldKeepAModelOutThatSwungThreeTimes() {
    assertThat(swingWhenever()).isEqualTo(Supervisor.MAX_SWING_WITHDRAWALS - 1);
    assertThat(pass(600)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.weight()).isZero();
    assertThat(supervisor.mayLearn()).isFalse();
  }

  @Test
  void shouldBeginAnewWhenSomebodyAsksForItButNotAtAGainThatSwung() {
    supervisor.allow();
    assertThat(pass(1)).as("nothing to allow").isEqualTo(Intervention.NONE);
    swingWhenever();
    double gain = supervisor.gain();
    supervisor.allow();
    assertThat(pass(0.1)).isEqualTo(Intervention.REARMED);
    assertThat(supervisor.gain()).isEqualTo(gain);
    assertThat(swingWhenever()).isEqualTo(Supervisor.MAX_SWING_WITHDRAWALS - 1);
  }

  /** What grows fast breaks another rule before it has swung often enough to be sure. */
  @ParameterizedTest
  @ValueSource(doubles = {8.5, 10, 12})
  void shouldTakeASwingThatGrowsAtOnceForOneWhicheverRuleItBreaksFirst(double hertz) {
    int others = 0;
    for (int again = 1; again <= Supervisor.MAX_SWING_WITHDRAWALS; again++) {
      double before = supervisor.gain();
      assertThat(pass(0.6)).isEqualTo(Intervention.NONE);
      Intervention done = Intervention.NONE;
      for (int i = 0; !done.stops(); i++) {
        uModel[0] = Math.min(60, 0.1 * Math.exp(i * DT * 3 * hertz))
            * Math.sin(2 * Math.PI * hertz * DT * i);
        supervisor.learned(error, residual, 1);
        done = supervisor.pass(uModel, NOTHING, desired);
      }
      others += done == Intervention.DISAGREEMENT ? 1 : 0;
      assertThat(supervisor.gain()).isLessThanOrEqualTo(before / 2);
      uModel[0] = 0;
      assertThat(pass(40)).isEqualTo(again < Supervisor.MAX_SWING_WITHDRAWALS
          ? Intervention.REARMED
          : Intervention.STAYS_WITHDRAWN);
    }
    assertThat(others).isPositive();
  }

  @Test
  void shouldComeBackAsOftenAsItMustFromHarmWithoutSwings() {
    for (int i = 0; i < 2 * Supervisor.MAX_SWING_WITHDRAWALS; i++) {
      error[0] = 30;
      assertThat(pass(2)).isEqualTo(Intervention.PREDICTION);
      error[0] = 0;
      assertThat(pass(60)).isEqualTo(Intervention.REARMED);
    }
    assertThat(supervisor.gain()).isEqualTo(1);
  }

  @Test
  void shouldWithdrawWildSwingsAtOnceAndComeBackAtTheLowestGain() {
    assertThat(swing(20, 4, 2)).isEqualTo(Intervention.OSCILLATION);
    // Four swings of an eighth of a second each, and what the filter needs.
    assertThat(ticks * DT).isLessThan(0.6);
    uModel[0] = 0;
    assertThat(pass(5)).isEqualTo(Intervention.REARMED);
    assertThat(supervisor.gain()).isEqualTo(0.125);
  }

  @Test
  void shouldNotTakeAMotionToAndFroForWildSwings() {
    residual[0] = 30;
    for (int i = 0; i < 5000; i++) {
      uModel[0] = 30 * Math.sin(2 * Math.PI * 3 * DT * i);
      desired.qdDes[0] = Math.cos(2 * Math.PI * 3 * DT * i);
      supervisor.learned(error, residual, 1);
      assertThat(supervisor.pass(uModel, NOTHING, desired)).isEqualTo(Intervention.NONE);
    }
  }

  @Test
  void shouldNeverGoBackToAGainThatSwung() {
    swing(10, 8, 2);
    uModel[0] = 0;
    assertThat(pass(60)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.gain()).isEqualTo(0.5);
    error[0] = 30;
    assertThat(pass(1)).isEqualTo(Intervention.PREDICTION);
    error[0] = 0;
    assertThat(pass(5)).isEqualTo(Intervention.REARMED);
    assertThat(pass(60)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.gain()).as("after a withdrawal too").isEqualTo(0.5);
  }

  /** The prior's errors shake the arm by themselves, whoever holds it. */
  @Test
  void shouldGiveTheGainBackWhenTheSwingGoesOnWithoutTheModel() {
    Intervention done = Intervention.NONE;
    int lowered = 0;
    int rearmed = 0;
    int after = 0;
    for (int i = 0; i < 60 / DT; i++) {
      double shaking = 4 * Math.sin(2 * Math.PI * 5 * DT * i);
      uModel[0] = supervisor.weight() * shaking;
      uFb[0] = (1 - supervisor.weight()) * shaking;
      done = supervisor.pass(uModel, uFb, desired);
      lowered += done == Intervention.GAIN_LOWERED ? 1 : 0;
      rearmed += done == Intervention.REARMED ? 1 : 0;
      after += rearmed > 0 && done != Intervention.NONE ? 1 : 0;
    }
    assertThat(lowered).isEqualTo(3);
    assertThat(after).as("nothing after the model is back").isEqualTo(1);
    assertThat(supervisor.gain()).isEqualTo(1);
  }

  @Test
  void shouldNotGiveTheGainBackWhenTheSwingEndsWithTheModel() {
    for (int i = 0; i < 30 / DT; i++) {
      uModel[0] = supervisor.weight() * supervisor.gain() * 40
          * Math.sin(2 * Math.PI * 5 * DT * i);
      residual[0] = 40;
      if (supervisor.mayLearn()) {
        supervisor.learned(error, residual, 1);
      }
      double before = supervisor.gain();
      supervisor.pass(uModel, uFb, desired);
      assertThat(supervisor.gain()).isLessThanOrEqualTo(before);
    }
    assertThat(supervisor.gain()).isLessThan(0.125);
  }

  @Test
  void shouldRestoreTheGainOnceWhenTheSwingTurnsOutToBeAskedFor() {
    Intervention first = Intervention.NONE;
    Intervention last = Intervention.NONE;
    residual[0] = 40;
    for (int i = 0; i < 20 / DT; i++) {
      double phase = 2 * Math.PI * 4 * DT * i;
      // The motion is asked for a while after the swing has begun.
      desired.qdDes[0] = i < 300 ? 0 : 0.2 * Math.sin(phase);
      desired.qddDes[0] = i < 300 ? 0 : 5 * Math.cos(phase);
      uModel[0] = 10 * Math.cos(phase);
      supervisor.learned(error, residual, 1);
      Intervention done = supervisor.pass(uModel, uFb, desired);
      if (done != Intervention.NONE) {
        first = first == Intervention.NONE ? done : first;
        last = done;
      }
    }
    assertThat(first).isEqualTo(Intervention.GAIN_LOWERED);
    assertThat(last).isEqualTo(Intervention.GAIN_RESTORED);
    assertThat(supervisor.gain()).isEqualTo(1);
  }

  /** A fast swing and, beside it, a slow one that the motion asks for. */
  @Test
  void shouldNotGiveBackAGainThatSwungFastBecauseASlowSwingWasAskedFor() {
    residual[0] = 40;
    assertThat(swing(10, 16, 2)).isEqualTo(Intervention.GAIN_LOWERED);
    uModel[0] = 0;
    assertThat(pass(5)).isEqualTo(Intervention.NONE);
    Intervention last = Intervention.NONE;
    for (int i = 0; i < 20 / DT; i++) {
      double phase = 2 * Math.PI * 4 * DT * i;
      desired.qdDes[0] = i < 300 ? 0 : 0.2 * Math.sin(phase);
      desired.qddDes[0] = i < 300 ? 0 : 5 * Math.cos(phase);
      uModel[0] = 10 * Math.cos(phase);
      supervisor.learned(error, residual, 1);
      Intervention done = supervisor.pass(uModel, uFb, desired);
      last = done == Intervention.NONE ? last : done;
    }
    assertThat(last).isEqualTo(Intervention.GAIN_RESTORED);
    assertThat(supervisor.gain()).isEqualTo(0.5);
  }

  @Test
  void shouldNotTakeMotionsStepsOrSmallRipplesForSwings() {
    residual[0] = 30;
    assertThat(swing(30, 0.5, 20)).isEqualTo(Intervention.NONE);
    assertThat(swing(0.35, 10, 20)).isEqualTo(Intervention.NONE);
    for (int step = 0; step < 10; step++) {
      uModel[0] = step % 2 == 0 ? 20 : 0;
      assertThat(pass(1)).isEqualTo(Intervention.NONE);
    }
  }

  @Test
  void shouldAllocateNothing() {
    long bytes = AllocationProbe.bytesPerCall(5000, 500, () -> {
      supervisor.learned(error, residual, 1);
      supervisor.pass(uModel, uFb, desired);
    });
    assertThat(bytes).isZero();
  }
}
