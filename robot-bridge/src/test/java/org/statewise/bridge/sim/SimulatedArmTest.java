package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.dynamics.RigidBody;

/** How the simulated arm measures, brakes and obeys. */
final class SimulatedArmTest {
  private static final double[] NOTHING = new double[7];

  @Test
  void shouldRepeatItselfToTheBitFromItsSeedAlone() {
    SimulatedArmConfig config = SimulatedArmConfig.defaults(ShippedArms.load("iiwa7"))
        .withPayload(PayloadPlan.byGripper(SimArms.CARTON));

    assertThat(fingerprint(config)).isEqualTo(fingerprint(config));
    assertThat(fingerprint(config)).isNotEqualTo(fingerprint(config.withSeed(2)));
  }

  private static long fingerprint(SimulatedArmConfig config) {
    SimulatedArm arm = new SimulatedArm(config);
    SplittableRandom random = new SplittableRandom(5);
    double[] tau = new double[7];
    long print = 0;
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 7; j++) {
        tau[j] = 10 * random.nextDouble() - 5;
      }
      arm.command(tau, i % 100 > 50);
      arm.advanceOnePeriod();
      JointState state = SimArms.state(arm);
      for (int j = 0; j < 7; j++) {
        print = 31 * print + Double.doubleToLongBits(state.q[j]);
        print = 31 * print + Double.doubleToLongBits(state.qd[j]);
        print = 31 * print + Double.doubleToLongBits(state.tau[j]);
      }
    }
    return print;
  }

  @Test
  void shouldStandElbowUpInsideAnyLimitsAndReportWhoItIs() {
    SimulatedArmConfig config = SimArms.iiwa7();
    SimulatedArm arm = new SimulatedArm(config);
    JointState state = SimArms.state(arm);

    assertThat(state.q).containsExactly(0, 0.5, 0, -1.4, 0, 1.0, 0);
    assertThat(state.qdd).containsOnly(Double.NaN);
    assertThat(state.sequence).isZero();
    assertThat(arm.info().name()).isEqualTo("iiwa7");
    assertThat(arm.info().periodNs()).isEqualTo(4_000_000);
    assertThat(arm.info().gravityCompensated()).isTrue();
    assertThat(arm.info().tauMaxNm()).containsExactly(176, 176, 110, 110, 110, 40, 40);
  }

  @Test
  void shouldStandStillInItsBrakesBearingItsLoad() {
    SimulatedArmConfig config = SimArms.iiwa7().withPayload(PayloadPlan.fixed(SimArms.CARTON));
    SimulatedArm arm = new SimulatedArm(config);
    RigidBody loaded = new RigidBody(config.arm());
    loaded.setPayload(SimArms.CARTON);
    for (int i = 0; i < 100; i++) {
      arm.advanceOnePeriod();
    }
    JointState state = SimArms.state(arm);
    double[] gravity = new double[7];
    loaded.gravityInto(state.q, gravity);

    assertThat(state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(state.q).containsExactly(0, 0.5, 0, -1.4, 0, 1.0, 0);
    assertThat(state.tau).containsExactly(gravity);
    assertThat(state.sequence).isEqualTo(100);
    assertThat(state.armTimeNs).isEqualTo(400_000_000);
    assertThat(arm.watchdogStops()).isZero();
  }

  @Test
  void shouldNotApplyMoreThanItsTorqueLimit() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    JointState state = SimArms.run(arm, 5, -Double.MAX_VALUE);
    assertThat(state.tau[0]).isEqualTo(-50);
    assertThat(state.qd[0]).isCloseTo(-50 * 0.02, within(1e-9));
    assertThat(SimArms.run(arm, 5, Double.MAX_VALUE).tau[0]).isEqualTo(50);
  }

  @Test
  void shouldFollowACommandWithTheTorqueLag() {
    SimulatedArm arm = new SimulatedArm(
        SimArms.wheel(JointFriction.NONE).withTorqueLagSeconds(0.004));
    assertThat(SimArms.run(arm, 1, 10).tau[0]).isCloseTo(10 * (1 - Math.exp(-1)), within(1e-9));
    assertThat(SimArms.run(arm, 1, 10).tau[0]).isCloseTo(10 * (1 - Math.exp(-2)), within(1e-9));
  }

  @Test
  void shouldHoldCommandsBackForTheDelay() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE)
        .withTiming(new SimulatedArmConfig.Timing(4_000_000, 250_000, 2, 25)));
    assertThat(SimArms.run(arm, 1, 1).tau[0]).isZero();
    assertThat(SimArms.run(arm, 1, 2).tau[0]).isZero();
    assertThat(SimArms.run(arm, 1, 3).tau[0]).isEqualTo(1);
    assertThat(SimArms.run(arm, 1, 4).tau[0]).isEqualTo(2);
  }

  @Test
  void shouldRefuseBrokenCommandsWithoutAnyEffect() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7());
    double[] broken = {0, 0, Double.NaN, 0, 0, 0, 0};
    double[] endless = {0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, 0};

    assertThat(arm.command(broken, true)).isEqualTo(SendResult.REFUSED);
    assertThat(arm.command(endless, true)).isEqualTo(SendResult.REFUSED);
    assertThat(arm.command(new double[6], true)).isEqualTo(SendResult.REFUSED);
    arm.advanceOnePeriod();

    assertThat(arm.refusedCommands()).isEqualTo(3);
    assertThat(SimArms.state(arm).mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(arm.command(NOTHING, false)).isEqualTo(SendResult.SENT);
  }

  @Test
  void shouldKeepTheLastTorqueThenDampThenBrakeWhenCommandsEnd() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    SimArms.run(arm, 10, 10);
    for (int i = 0; i < 5; i++) {
      arm.advanceOnePeriod();
      assertThat(SimArms.state(arm).tau[0]).isEqualTo(10);
    }
    double fastest = SimArms.state(arm).qd[0];
    arm.advanceOnePeriod();
    assertThat(SimArms.state(arm).tau[0]).isZero();
    assertThat(SimArms.state(arm).qd[0]).isLessThan(fastest);
    for (int i = 6; i < 25; i++) {
      assertThat(SimArms.state(arm).mode).isEqualTo(ArmMode.COMMANDED);
      arm.advanceOnePeriod();
    }
    assertThat(SimArms.state(arm).mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(SimArms.state(arm).qd[0]).isZero();
    assertThat(arm.watchdogStops()).isEqualTo(1);

    SimArms.run(arm, 1, 0);
    assertThat(SimArms.state(arm).mode).isEqualTo(ArmMode.COMMANDED);
    assertThat(SimArms.state(arm).qd[0]).isZero();
  }

  @Test
  void shouldDampItselfToRestWhenItIsReleased() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    double before = SimArms.run(arm, 10, 10).qd[0];
    arm.release();
    arm.advanceOnePeriod();
    assertThat(SimArms.state(arm).tau[0]).isZero();
    assertThat(SimArms.state(arm).qd[0]).isBetween(0.0, before);
    for (int i = 0; i < 25; i++) {
      arm.advanceOnePeriod();
    }
    assertThat(SimArms.state(arm).mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
    assertThat(arm.watchdogStops()).isZero();
  }

  @Test
  void shouldBrakeAtOnceOnHold() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    double at = SimArms.run(arm, 20, 10).q[0];
    arm.hold();
    arm.advanceOnePeriod();
    assertThat(SimArms.state(arm).q[0]).isEqualTo(at);
    assertThat(arm.watchdogStops()).isZero();
  }

  @Test
  void shouldRoundAndDisturbWhatItMeasures() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withSensors(
        new SimulatedArmConfig.Sensors(0.1, 0.5, 2, 600)));
    double sum = 0;
    double squares = 0;
    int draws = 4000;
    for (int i = 0; i < draws; i++) {
      arm.advanceOnePeriod();
      JointState state = SimArms.state(arm);
      sum += state.qd[2];
      squares += state.qd[2] * state.qd[2];
    }
    assertThat(SimArms.state(arm).q[3]).isCloseTo(-1.4, within(1e-12));
    assertThat(SimArms.state(arm).q[1]).isCloseTo(0.5, within(1e-12));
    assertThat(sum / draws).isCloseTo(0, within(0.03));
    assertThat(Math.sqrt(squares / draws)).isCloseTo(0.5, within(0.02));
  }
}
