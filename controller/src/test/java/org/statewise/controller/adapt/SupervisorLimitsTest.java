package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.setpoint.Setpoint;

/** Where supervision draws its lines, from both sides; torques are parts of the torque limits. */
final class SupervisorLimitsTest {
  private static final double DT = 0.004;
  private static final double[] TAU_MAX = {100, 40};
  private static final double[] NOTHING = new double[2];

  private final Setpoint desired = new Setpoint(2);
  private final Supervisor supervisor = new Supervisor(TAU_MAX, DT);
  private double error;
  private double residual;
  private double model;
  private double feedback;

  private static double[] part(double part) {
    return new double[]{part * TAU_MAX[0], -part * TAU_MAX[1]};
  }

  private Intervention tick() {
    if (supervisor.mayLearn()) {
      supervisor.learned(part(error), part(residual), 1);
    }
    return supervisor.pass(part(model), part(feedback), desired);
  }

  private Intervention pass(double seconds) {
    Intervention done = Intervention.NONE;
    for (int i = 0; i < seconds / DT && done == Intervention.NONE; i++) {
      done = tick();
    }
    return done;
  }

  /** 4 r^2 + 0.02^2, 9 r^2 + 0.1^2, 4 r^2 + 0.03^2; r is 0 or 0.1. */
  @ParameterizedTest
  @CsvSource({"0, 0.0199, 0, 0, NONE", "0, 0.0201, 0, 0, PREDICTION", "0.1, 0.2009, 0, 0, NONE",
    "0.1, 0.2012, 0, 0, PREDICTION", "0, 0, 0.0999, 0, NONE", "0, 0, 0.1001, 0, DISAGREEMENT",
    "0.1, 0, 0.316, 0, NONE", "0.1, 0, 0.3165, 0, DISAGREEMENT", "0, 0, 0, 0.0299, NONE",
    "0, 0, 0, 0.0301, TRACKING", "0.1, 0, 0, 0.202, NONE", "0.1, 0, 0, 0.2024, TRACKING"})
  void shouldWithdrawJustBeyondItsLines(double r, double e, double uModel, double uFb,
      Intervention expected) {
    residual = r;
    error = e;
    model = uModel;
    feedback = uFb;
    assertThat(pass(6)).isEqualTo(expected);
  }

  @Test
  void shouldMeanOverTheJoints() {
    // One joint of two at 0.14 is as much as both at 0.099.
    double[] one = {0.14 * TAU_MAX[0], 0};
    for (int i = 0; i < 6 / DT; i++) {
      assertThat(supervisor.pass(one, NOTHING, desired)).isEqualTo(Intervention.NONE);
    }
    one[0] = 0.143 * TAU_MAX[0];
    Intervention done = Intervention.NONE;
    for (int i = 0; i < 6 / DT && done == Intervention.NONE; i++) {
      done = supervisor.pass(one, NOTHING, desired);
    }
    assertThat(done).isEqualTo(Intervention.DISAGREEMENT);
  }

  @Test
  void shouldMeanOverAWindowOfHalfASecond() {
    assertThat(supervisor.windowTicks()).isEqualTo(125);
    // What is twice its line passes it after ln 2 windows of an exponential mean.
    model = 0.1 * Math.sqrt(2);
    int ticks = 1;
    while (tick() == Intervention.NONE) {
      ticks++;
      assertThat(ticks).isLessThan(500);
    }
    assertThat(ticks * DT).isCloseTo(0.5 * Math.log(2), within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"1000000, NONE", "1000001, PARAMETERS", "NaN, PARAMETERS"})
  void shouldBoundTheParameters(double thetaNorm, Intervention expected) {
    supervisor.learned(NOTHING, NOTHING, thetaNorm);
    supervisor.learned(NOTHING, NOTHING, 1);
    assertThat(supervisor.pass(NOTHING, NOTHING, desired)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void shouldForgetTheHarmThatItWithdrewFor(int kind) {
    error = kind == 0 ? 0.5 : 0;
    model = kind == 1 ? 0.5 : 0;
    feedback = kind == 2 ? 0.5 : 0;
    if (kind == 3) {
      supervisor.learned(NOTHING, NOTHING, 1e9);
    }
    assertThat(pass(1).stops()).isTrue();
    error = 0;
    model = 0;
    feedback = 0;
    assertThat(pass(3)).isEqualTo(Intervention.REARMED);
    assertThat(pass(3)).isEqualTo(Intervention.NONE);
    assertThat(supervisor.weight()).isEqualTo(1);
  }

  /** A fifth of a second is one swing short of what is found. */
  @Test
  void shouldForgetTheSwingsFromBeforeAWithdrawal() {
    assertThat(swing(0.2)).isEqualTo(Intervention.NONE);
    error = 0.5;
    assertThat(swing(0.1)).isEqualTo(Intervention.PREDICTION);
    error = 0;
    assertThat(pass(3)).isEqualTo(Intervention.REARMED);
    assertThat(supervisor.gain()).as("it had begun to swing").isEqualTo(0.5);
    assertThat(pass(0.51)).isEqualTo(Intervention.NONE);
    assertThat(swing(0.2)).isEqualTo(Intervention.NONE);
    assertThat(swing(1)).isEqualTo(Intervention.GAIN_LOWERED);
  }

  private Intervention swing(double seconds) {
    Intervention done = Intervention.NONE;
    for (int i = 0; i < seconds / DT && done == Intervention.NONE; i++) {
      model = 0.05 * Math.sin(2 * Math.PI * 8 * DT * i);
      done = tick();
    }
    model = 0;
    return done;
  }

  @Test
  void shouldFadeInLinearlyWithinHalfASecondAndLearnOnlyThen() {
    error = 0.5;
    pass(1);
    error = 0;
    int ticks = 0;
    while (tick() != Intervention.REARMED) {
      assertThat(supervisor.mayLearn()).isFalse();
      ticks++;
      assertThat(ticks).isLessThan(1000);
    }
    assertThat(supervisor.weight()).isZero();
    for (int i = 1; i < 125; i++) {
      assertThat(tick()).isEqualTo(Intervention.NONE);
      assertThat(supervisor.weight()).isCloseTo(i / 125.0, within(1e-9));
      assertThat(supervisor.mayLearn()).as("tick %d of the fade-in", i).isFalse();
    }
    pass(0.01);
    assertThat(supervisor.weight()).isEqualTo(1);
    assertThat(supervisor.mayLearn()).isTrue();
  }

  @Test
  void shouldLetNothingThroughWhileItIsQuiet() {
    error = 0.5;
    pass(1);
    assertThat(pass(0.25)).isEqualTo(Intervention.NONE);
    for (int i = 0; i < 1.9 / DT; i++) {
      assertThat(tick()).isEqualTo(Intervention.NONE);
      assertThat(supervisor.weight()).isZero();
    }
  }
}
