package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the supervisor takes for a swing, and how often a model that swings may return. */
final class SupervisorSwingTest extends SupervisorFixture {
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
        uFb[0] = -3 * uModel[0];
        supervisor.learned(error, residual, 1);
        done = supervisor.pass(uModel, uFb, desired);
      }
      others += done == Intervention.TRACKING ? 1 : 0;
      assertThat(supervisor.gain()).isLessThanOrEqualTo(before / 2);
      uModel[0] = 0;
      uFb[0] = 0;
      assertThat(pass(40)).isEqualTo(again < Supervisor.MAX_SWING_WITHDRAWALS
          ? Intervention.REARMED
          : Intervention.STAYS_WITHDRAWN);
    }
    assertThat(others).isPositive();
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

  /** At a joint's resonance: each half swing three times as large as the one before. */
  @ParameterizedTest
  @ValueSource(doubles = {10, 20, 40})
  void shouldWithdrawASwingThatGrowsFastBeforeItIsAThirdOfTheLimit(double hertz) {
    double largest = 0;
    Intervention done = Intervention.NONE;
    for (int i = 0; !done.stops(); i++) {
      double seconds = i * DT;
      uModel[0] = 0.01 * Math.pow(3, 2 * hertz * seconds)
          * Math.sin(2 * Math.PI * hertz * seconds);
      largest = Math.max(largest, Math.abs(uModel[0]));
      supervisor.learned(error, residual, 1);
      done = supervisor.pass(uModel, NOTHING, desired);
    }
    assertThat(done).isEqualTo(Intervention.OSCILLATION);
    assertThat(largest).isLessThan(33);
  }

  @Test
  void shouldTakeTheSwingOutOfWhatItWithdrawsWithinAFiftiethOfASecond() {
    double mean = 10;
    pass(1);
    for (int i = 0; supervisor.weight() == 1; i++) {
      double seconds = i * DT;
      uModel[0] = mean * Math.min(1, seconds)
          + (seconds < 2 ? 0 : 20 * Math.sin(2 * Math.PI * 23 * seconds));
      residual[0] = mean;
      Intervention done = supervisor.pass(uModel, NOTHING, desired);
      supervisor.learned(error, residual, 1);
      if (done.stops()) {
        break;
      }
    }
    assertThat(Math.abs(uModel[0] - mean)).as("the swing").isGreaterThan(5);

    double[] through = new double[2];
    double frozen = uModel[0];
    for (int tick = 1; tick <= 50; tick++) {
      double weight = supervisor.weight();
      through[0] = weight * frozen;
      supervisor.calm(through);
      if (tick > 5) {
        assertThat(through[0]).as("tick " + tick).isCloseTo(weight * mean, within(7 * weight));
      }
      supervisor.pass(uModel, NOTHING, desired);
    }
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
  void shouldNotTakeMotionsStepsOrSmallRipplesForSwings() {
    residual[0] = 30;
    assertThat(swing(30, 0.5, 20)).isEqualTo(Intervention.NONE);
    assertThat(swing(0.35, 10, 20)).isEqualTo(Intervention.NONE);
    for (int step = 0; step < 10; step++) {
      uModel[0] = step % 2 == 0 ? 20 : 0;
      assertThat(pass(1)).isEqualTo(Intervention.NONE);
    }
  }
}
