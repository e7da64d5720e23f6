package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the supervisor lowers the gain of what swings, and when it gives it back. */
final class SupervisorGainTest extends SupervisorFixture {
  @Test
  void shouldHalveTheGainThreeTimesBeforeItWithdrawsWhatSwings() {
    for (double gain : new double[]{0.5, 0.25, 0.125}) {
      int began = ticks;
      assertThat(swing(5, 8, 2)).isEqualTo(Intervention.GAIN_LOWERED);
      assertThat(supervisor.gain()).isEqualTo(gain);
      assertThat(supervisor.weight()).as("a lower gain is no withdrawal").isEqualTo(1);
      assertThat((ticks - began) * DT).as("each gain gets its own swings").isGreaterThan(0.2);
    }
    assertThat(swing(5, 8, 2)).isEqualTo(Intervention.OSCILLATION);
    uModel[0] = 0;
    assertThat(pass(5)).isEqualTo(Intervention.REARMED);
    assertThat(supervisor.gain()).as("not the gain that swung").isEqualTo(0.0625);
  }

  @Test
  void shouldNeverGoBackToAGainThatSwung() {
    swing(5, 8, 2);
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
    assertThat(swing(5, 16, 2)).isEqualTo(Intervention.GAIN_LOWERED);
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
}
