package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.RigidBody;

class SimulatedArmTest {
  private static final double[] NOTHING = new double[7];
  private static final JointFriction DRY = new JointFriction(0, 1, 1.4, 0.05);

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
  void shouldFloatUnderZeroCommandsOnlyWhereGravityIsCompensated() {
    SimulatedArm floating = new SimulatedArm(SimArms.iiwa7());
    SimulatedArm falling = new SimulatedArm(SimArms.iiwa7().withGravityCompensated(false));

    assertThat(SimArms.run(floating, 250, NOTHING).q).containsExactly(0, 0.5, 0, -1.4, 0, 1.0, 0);
    assertThat(SimArms.run(falling, 100, NOTHING).q[1]).isGreaterThan(0.6);
  }

  @Test
  void shouldStickBelowStaticFrictionAndSlideAboveIt() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(DRY));

    assertThat(SimArms.run(arm, 1000, 1.39).q[0]).isZero();
    // Sliding at last, only Coulomb's 1 Nm is left: qdd = 2 - 1 = 1 rad/s^2, after the drop.
    JointState sliding = SimArms.run(arm, 250, 2);
    assertThat(sliding.qd[0]).isCloseTo(1, within(0.03));
    assertThat(sliding.q[0]).isPositive();
  }

  @Test
  void shouldStopExactlyWhenFrictionHasUsedTheMotionUp() {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(DRY));
    SimArms.run(arm, 50, 5);
    JointState stopped = SimArms.run(arm, 300, 0);

    assertThat(stopped.qd[0]).isZero();
    assertThat(SimArms.run(arm, 100, 0.5).q[0]).isEqualTo(stopped.q[0]);
  }

  @Test
  void shouldLoseTheRightEnergyToFriction() {
    // 1/2 I v^2 = coulomb * way: from 0.8 rad/s, 0.32 J against 1 Nm stop after 0.32 rad.
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(new JointFriction(0, 1, 1, 0.05)));
    JointState start = SimArms.run(arm, 20, 11);
    JointState stopped = SimArms.run(arm, 400, 0);

    assertThat(start.qd[0]).isCloseTo(0.8, within(1e-9));
    assertThat(stopped.q[0] - start.q[0]).isCloseTo(0.32, within(2e-4));
  }

  @Test
  void shouldStayCalmAtFrictionAndGainsThatNoExplicitStepSurvives() {
    SimulatedArm arm = new SimulatedArm(
        SimArms.wheel(new JointFriction(1e6, 100, 300, 0.001)));
    assertThat(Math.abs(SimArms.run(arm, 500, 50).qd[0])).isLessThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -1})
  void shouldBeBoundByItsStops(double direction) {
    SimulatedArm arm = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    double furthest = 0;
    for (int i = 0; i < 500; i++) {
      JointState state = SimArms.run(arm, 1, 50 * direction);
      furthest = Math.max(furthest, Math.abs(state.q[0]));
    }
    // It arrives at 10 rad/s: 50 J dent the spring by at most sqrt(2 * 50 / 20000) = 0.071 rad.
    assertThat(furthest).isBetween(1.0, 1.072);
    assertThat(SimArms.state(arm).q[0]).isCloseTo(direction * 1.0025, within(1e-3));
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
  void shouldNeedMoreTorqueWhileItCarriesItsPayload() {
    SimulatedArmConfig config = SimArms.iiwa7().withPayload(PayloadPlan.scheduled(
        SimArms.CARTON, List.of(new PayloadEvent(0, true), new PayloadEvent(40_000_000, false))));
    SimulatedArm arm = new SimulatedArm(config);
    double loaded = SimArms.state(arm).tau[3];
    for (int i = 0; i < 10; i++) {
      arm.advanceOnePeriod();
      assertThat(arm.payloadAttached()).isTrue();
    }
    arm.advanceOnePeriod();

    assertThat(arm.payloadAttached()).isFalse();
    assertThat(Math.abs(loaded - SimArms.state(arm).tau[3])).isGreaterThan(3);
  }

  @Test
  void shouldGraspAndReleaseByTheGripper() {
    SimulatedArm arm = new SimulatedArm(
        SimArms.iiwa7().withPayload(PayloadPlan.byGripper(SimArms.CARTON)));
    assertThat(arm.payloadAttached()).isFalse();
    double before = SimArms.run(arm, 50, NOTHING).q[3];
    for (int i = 0; i < 50; i++) {
      arm.command(NOTHING, true);
      arm.advanceOnePeriod();
    }
    assertThat(arm.payloadAttached()).isTrue();
    // The cabinet does not know the load: the arm sinks.
    assertThat(Math.abs(SimArms.state(arm).q[3] - before)).isGreaterThan(0.01);
    arm.command(NOTHING, false);
    assertThat(arm.payloadAttached()).isFalse();
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
  void shouldNearlyKeepItsEnergyInAFreeFallWithoutFriction() {
    SimulatedArm arm = new SimulatedArm(withoutFriction(SimArms.iiwa7())
        .withGravityCompensated(false));
    double before = arm.energyJ();
    SimArms.run(arm, 100, NOTHING);
    JointState fallen = SimArms.state(arm);

    // A first-order step of 0.25 ms; the fall turned several joules into motion.
    assertThat(Math.abs(fallen.qd[1])).isGreaterThan(1);
    assertThat(arm.energyJ()).isCloseTo(before, within(0.05));
  }

  private static SimulatedArmConfig withoutFriction(SimulatedArmConfig config) {
    List<JointModel> joints = config.arm().joints().stream()
        .map(joint -> joint.withFriction(JointFriction.NONE))
        .toList();
    return SimulatedArmConfig.defaults(new ArmModel("smooth", new Vec3(0, 0, -9.81), joints))
        .withSensors(config.sensors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldFollowTheGainsOfItsDescription(String name) {
    // PD at 250 Hz with default noise and lag: a reach of 0.2 rad settles and stays calm.
    ArmModel model = ShippedArms.load(name);
    SimulatedArm arm = new SimulatedArm(SimulatedArmConfig.defaults(model));
    double[] goal = SimArms.state(arm).q.clone();
    double[] tau = new double[7];
    double roughest = 0;
    for (int i = 0; i < 1000; i++) {
      JointState state = SimArms.state(arm);
      double ramp = Math.min(1, i / 250.0);
      for (int j = 0; j < 7; j++) {
        tau[j] = model.joints().get(j).gains().kpNmPerRad() * (goal[j] + 0.2 * ramp - state.q[j])
            - model.joints().get(j).gains().kdNmSPerRad() * state.qd[j];
        if (i > 700) {
          roughest = Math.max(roughest, Math.abs(state.qd[j]));
        }
      }
      arm.command(tau, false);
      arm.advanceOnePeriod();
    }
    assertThat(roughest).isLessThan(0.02);
    for (int j = 0; j < 7; j++) {
      JointModel joint = model.joints().get(j);
      double stuck = joint.friction().staticNm() / joint.gains().kpNmPerRad();
      assertThat(SimArms.state(arm).q[j]).isCloseTo(goal[j] + 0.2, within(stuck + 1e-3));
    }
  }

  @Test
  void shouldRoundAndDisturbWhatItMeasures() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withSensors(
        new SimulatedArmConfig.Sensors(0.1, 0.5, 2)));
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

  @Test
  void shouldSimulateAnArmOfOneJointAndOfNineAlike() {
    SimulatedArm one = new SimulatedArm(SimArms.wheel(JointFriction.NONE));
    assertThat(SimArms.run(one, 25, 1).qd[0]).isCloseTo(0.1, within(1e-9));

    List<JointModel> joints = new ArrayList<>(ShippedArms.load("iiwa7").joints());
    for (String name : List.of("A8", "A9")) {
      JointModel a6 = joints.get(5);
      joints.add(new JointModel(name, a6.origin(), a6.axis(), a6.link(), a6.rotorInertiaKgM2(),
          a6.limits(), a6.friction(), a6.gains()));
    }
    SimulatedArm nine = new SimulatedArm(SimulatedArmConfig.defaults(
        new ArmModel("nine", new Vec3(0, 0, -9.81), joints))
        .withSensors(SimulatedArmConfig.Sensors.PERFECT));
    assertThat(SimArms.run(nine, 50, new double[9]).q)
        .containsExactly(0, 0.5, 0, -1.4, 0, 1.0, 0, 0, 0);
  }
}
