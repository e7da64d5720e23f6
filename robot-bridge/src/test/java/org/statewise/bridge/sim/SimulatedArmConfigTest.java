package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Vec3;

class SimulatedArmConfigTest {
  private final SimulatedArmConfig config = SimArms.wheel(JointFriction.NONE);

  @Test
  void shouldRefuseAnInnerStepThatDoesNotDivideThePeriod() {
    assertThatThrownBy(() -> new SimulatedArmConfig.Timing(4_000_000, 150_000, 0, 25)).hasMessage(
        "innerStepNs must divide periodNs 4000000 and be within 1 to 250000, but is 150000");
    assertThatThrownBy(() -> new SimulatedArmConfig.Timing(4_000_000, 500_000, 0, 25))
        .hasMessageContaining("but is 500000");
    assertThatThrownBy(() -> new SimulatedArmConfig.Timing(0, 1, 0, 25))
        .hasMessage("periodNs must be positive, but is 0");
    assertThatThrownBy(() -> new SimulatedArmConfig.Timing(1000, 100, -1, 25))
        .hasMessage("commandDelayPeriods must not be negative, but is -1");
    assertThatThrownBy(() -> new SimulatedArmConfig.Timing(1000, 100, 0, 0))
        .hasMessage("commandTimeoutPeriods must be positive, but is 0");
  }

  @Test
  void shouldRefuseAStartOutsideTheLimits() {
    assertThatThrownBy(() -> config.withQ0Rad(List.of(1.5))).hasMessage(
        "q0Rad of joint wheel must be within -1.0 to 1.0 rad, but is 1.5");
    assertThatThrownBy(() -> config.withQ0Rad(List.of(Double.NaN)))
        .hasMessageContaining("but is NaN");
    assertThatThrownBy(() -> config.withQ0Rad(List.of(0.0, 0.0)))
        .hasMessage("q0Rad must have 1 numbers, but has 2");
  }

  @Test
  void shouldRefuseNegativeNoiseAndLag() {
    assertThatThrownBy(() -> new SimulatedArmConfig.Sensors(0, -1, 0, 600)).hasMessage(
        "velocityNoiseRadPerS must be finite and not negative, but is -1.0");
    assertThatThrownBy(() -> config.withTorqueLagSeconds(Double.NaN)).hasMessage(
        "torqueLagSeconds must be finite and not negative, but is NaN");
  }

  @Test
  void shouldRefuseAPayloadPlanThatMakesNoSense() {
    assertThatThrownBy(() -> new PayloadPlan(Optional.empty(), false, true, List.of()))
        .hasMessage("a plan for a payload must name the payload");
    assertThatThrownBy(() -> PayloadPlan.scheduled(SimArms.CARTON,
        List.of(new PayloadEvent(5, true), new PayloadEvent(4, false)))).hasMessage(
            "payload events must be in the order of time, but 4 ns follows 5 ns");
    assertThatThrownBy(() -> new PayloadEvent(-1, true))
        .hasMessage("timeNs must not be negative, but is -1");
  }

  @Test
  void shouldRefuseAnArmWithAJointThatMovesNothing() {
    ArmModel empty = new ArmModel("empty", Vec3.ZERO, List.of(new JointModel("j", Frame.IDENTITY,
        new Vec3(0, 0, 1), new LinkInertia(0, Vec3.ZERO, 0, 0, 0, 0, 0, 0), 0,
        new JointLimits(-1, 1, 1, 1), JointFriction.NONE, new JointGains(1, 1))));
    assertThatThrownBy(() -> new SimulatedArm(SimulatedArmConfig.defaults(empty))).hasMessage(
        "every joint of empty must move some inertia to be simulated, but one does not");
  }
}
