package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;

/** What harm the supervisor sees, and how it withdraws the model and lets it return. */
final class SupervisorTest extends SupervisorFixture {
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
  void shouldAllocateNothing() {
    long bytes = AllocationProbe.bytesPerCall(5000, 500, () -> {
      supervisor.learned(error, residual, 1);
      supervisor.pass(uModel, uFb, desired);
    });
    assertThat(bytes).isZero();
  }
}
