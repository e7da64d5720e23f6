package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ArmFlawsTest {
  private static final double[] PUSH = {10, 0, 0, 0, 0, 0, 0};

  private static SimulatedArmConfig quiet(ArmFlaws flaws) {
    return SimArms.iiwa7().withSensors(SimulatedArmConfig.Sensors.PERFECT)
        .withTorqueLagSeconds(0).withFlaws(flaws);
  }

  private static double speedAfter(SimulatedArmConfig config, int periods) {
    SimulatedArm arm = new SimulatedArm(config);
    for (int i = 0; i < periods; i++) {
      arm.command(PUSH, false);
      arm.advanceOnePeriod();
    }
    return SimArms.state(arm).qd[0];
  }

  @Test
  void shouldActLaterByThePartOfAPeriod() {
    double atOnce = speedAfter(quiet(ArmFlaws.NONE), 1);
    double late = speedAfter(quiet(new ArmFlaws(1_000_000, 0, 0, 0)), 1);
    assertThat(atOnce).isPositive();
    assertThat(late / atOnce).isCloseTo(0.75, within(0.01));
  }

  @Test
  void shouldReadTorquesWithABiasOfThatPartOfTheLimits() {
    SimulatedArm honest = new SimulatedArm(quiet(ArmFlaws.NONE));
    SimulatedArm biased = new SimulatedArm(quiet(new ArmFlaws(0, 0.02, 0, 0)));
    for (int j = 0; j < 7; j++) {
      assertThat(SimArms.state(biased).tau[j] - SimArms.state(honest).tau[j])
          .isCloseTo(0.02 * honest.info().joints().get(j).tauMaxNm(), within(1e-9));
    }
  }

  @Test
  void shouldAddATorqueThatFollowsThePosition() {
    SimulatedArm arm = new SimulatedArm(quiet(new ArmFlaws(0, 0, 0.01, 60)));
    SimulatedArm smooth = new SimulatedArm(quiet(ArmFlaws.NONE));
    arm.command(new double[7], false);
    smooth.command(new double[7], false);
    arm.advanceOnePeriod();
    smooth.advanceOnePeriod();
    double ripple = SimArms.state(arm).tau[1] - SimArms.state(smooth).tau[1];
    assertThat(ripple).isCloseTo(1.76 * Math.sin(60 * 0.5), within(0.02));
  }

  @Test
  void shouldRefuseFlawsThatMakeNoSense() {
    assertThatThrownBy(() -> quiet(new ArmFlaws(4_000_000, 0, 0, 0))).hasMessage(
        "flaws.commandLatencyNs must be below the period of 4000000, but is 4000000");
    assertThatThrownBy(() -> new ArmFlaws(-1, 0, 0, 0))
        .hasMessage("commandLatencyNs must not be negative, but is -1");
    assertThatThrownBy(() -> new ArmFlaws(0, Double.NaN, 0, 0))
        .hasMessage("torqueBiasFraction must be finite, but is NaN");
    assertThatThrownBy(() -> new ArmFlaws(0, 0, -1, 0))
        .hasMessage("rippleFraction must be finite and not negative, but is -1.0");
  }
}
