package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.JointState;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** How the simulated arm moves: friction, energy, stops, loads and gains. */
final class SimulatedArmDynamicsTest {
  private static final double[] NOTHING = new double[7];
  private static final JointFriction DRY = new JointFriction(0, 1, 1.4, 0.05);

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
  void shouldTakeTwoLoadsInTurn() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withPayload(
        PayloadPlan.byGripper(SimArms.CARTON, new Payload(3, SimArms.CARTON.comM()))));
    double bare = SimArms.state(arm).tau[3];
    List<Double> borne = new ArrayList<>();
    for (int grasp = 0; grasp < 3; grasp++) {
      arm.command(NOTHING, true);
      arm.hold();
      arm.advanceOnePeriod();
      borne.add(Math.abs(SimArms.state(arm).tau[3] - bare));
      arm.command(NOTHING, false);
      arm.hold();
    }

    double ratio = 3 / SimArms.CARTON.massKg();
    assertThat(borne.get(0)).isGreaterThan(1);
    assertThat(borne.get(1)).isCloseTo(ratio * borne.get(0), within(1.0));
    assertThat(borne.get(2)).isCloseTo(borne.get(0), within(0.5));
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
