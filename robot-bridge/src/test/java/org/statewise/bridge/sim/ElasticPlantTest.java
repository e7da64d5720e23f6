package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

/** How motor and link swing on their spring. */
final class ElasticPlantTest extends ElasticPlantFixture {
  private static final double STEP_SECONDS = STEP_NS * 1e-9;

  @Test
  void shouldSwingAtTheFrequencyOfTwoMassesWithoutAnInnerLoop() {
    ElasticPlant plant = wheel(joint(0, TorqueLoop.NONE, Friction.NONE));
    plant.theta[0] = 1e-3;

    // omega^2 = K (1 / M + 1 / B)
    double omega = Math.sqrt(K * (1 / LINK + 1 / B));
    assertThat(frequencyOf(plant)).isCloseTo(omega, within(1e-3 * omega));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 4, 6})
  void shouldShowTheInnerLoopAMotorLighterByOnePlusItsGain(double gain) {
    ElasticPlant plant = wheel(joint(0, new TorqueLoop(gain, 0, Double.POSITIVE_INFINITY),
        Friction.NONE));
    plant.theta[0] = 1e-3;

    double omega = Math.sqrt(K * (1 / LINK + (1 + gain) / B));
    assertThat(frequencyOf(plant)).isCloseTo(omega, within(2e-3 * omega));
  }

  @ParameterizedTest
  @CsvSource({"4, 0.2", "4, 0.4", "2, 0.1"})
  void shouldSettleItsTorqueWithTheDampingRatioThatIsAskedFor(double gain, double ratio) {
    // A link that cannot move: only the motor swings.
    ElasticPlant plant = wheel(1e9, joint(0, TorqueLoop.damped(gain, ratio, B, K,
        Double.POSITIVE_INFINITY), Friction.NONE));
    plant.theta[0] = 1e-3;

    // Successive peaks of one sign fall by exp(-2 pi zeta / sqrt(1 - zeta^2)).
    List<Double> peaks = peaksOf(plant, 4000);
    double decrement = Math.log(peaks.get(0) / peaks.get(1));
    double zeta = decrement / Math.sqrt(4 * Math.PI * Math.PI + decrement * decrement);
    assertThat(zeta).isCloseTo(ratio, within(0.01 * ratio));
  }

  @Test
  void shouldDeflectByTheTorqueOverTheStiffness() {
    ElasticPlant plant = wheel(joint(30, TorqueLoop.damped(4, 0.7, B, K, 500), Friction.NONE));

    run(plant, 20_000, 20, -20);

    // The command bears what pushes from outside: theta - q = tau / K.
    assertThat(plant.theta[0] - plant.q[0]).isCloseTo(20 / K, within(1e-9));
    assertThat(plant.tauJ[0]).isCloseTo(20, within(1e-5));
  }

  @Test
  void shouldCutOffTheMotorAtItsLimit() {
    ElasticPlant plant = wheel(1e9, joint(30, TorqueLoop.damped(4, 0.7, B, K, 60), Friction.NONE));

    run(plant, 20_000, 100, 0);

    assertThat(plant.tauJ[0]).isCloseTo(60, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3_000, 12_000, 1e6})
  void shouldKeepTheEnergyOfAnArmWithoutLosses(double stiffness) {
    ArmModel arm = ShippedArms.load("iiwa7");
    ElasticJoint lossless = new ElasticJoint(1.8, stiffness, 0, TorqueLoop.NONE, Friction.NONE,
        Wave.NONE);
    ElasticPlant plant = new ElasticPlant(arm, Collections.nCopies(7, lossless),
        List.of(0.3, 0.5, 0.2, -1.4, 0.1, 1.0, 0.0), STEP_NS);
    double[] none = new double[7];
    double before = plant.energy();
    double largestMotion = 0;

    for (int i = 0; i < 4000; i++) {
      plant.step(none, none, none);
      largestMotion = Math.max(largestMotion, Math.abs(plant.qd[1]));
      // It falls freely: tens of joules turn from one form into another.
      assertThat(plant.energy()).isCloseTo(before, within(0.15));
    }
    assertThat(largestMotion).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"1e5, 2e-3", "1e6, 3e-4", "1e7, 1e-4"})
  void shouldConvergeToTheRigidArmAsSpringsGetStiffer(double stiffness, double tolerance) {
    ArmModel arm = frictionless(ShippedArms.load("iiwa7"));
    SimulatedArmConfig config = SimulatedArmConfig.defaults(arm).withTorqueLagSeconds(0);
    ArmPlant rigid = new ArmPlant(config);
    List<ElasticJoint> joints = new ArrayList<>();
    for (JointModel joint : arm.joints()) {
      joints.add(new ElasticJoint(joint.rotorInertiaKgM2(), stiffness, 0.002 * stiffness,
          TorqueLoop.NONE, Friction.NONE, Wave.NONE));
    }
    ElasticPlant elastic = new ElasticPlant(arm, joints, config.q0Rad(), STEP_NS);
    double[] none = new double[7];
    double[] tau = new double[7];

    for (int i = 0; i < 2000; i++) {
      rigid.gravityInto(tau);
      for (int j = 0; j < 7; j++) {
        tau[j] += 3 * Math.sin(i * 0.01 + j);
      }
      rigid.step(tau, none, none);
      elastic.step(tau, none, none);
    }
    for (int j = 0; j < 7; j++) {
      assertThat(elastic.theta[j]).as("joint " + j).isCloseTo(rigid.q[j], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100, 1e4, 1e6, 1e8, 1e10})
  void shouldStayStableAtAnyStiffness(double stiffness) {
    ArmModel arm = ShippedArms.load("iiwa7");
    ElasticJoint joint = new ElasticJoint(1.4, stiffness, 0.001 * stiffness,
        TorqueLoop.damped(4, 0.7, 1.4, stiffness, 300),
        new Friction(0.5, 0.8, 1, 0.05, 1e-4, 0.7, 0.1, 0.03).scaled(5), new Wave(1e-4, 320));
    ElasticPlant plant = new ElasticPlant(arm, Collections.nCopies(7, joint),
        List.of(0.0, 0.5, 0.0, -1.4, 0.0, 1.0, 0.0), STEP_NS);
    double[] none = new double[7];
    double[] tau = new double[7];

    for (int i = 0; i < 400; i++) {
      plant.gravityInto(tau);
      tau[i % 7] += i % 2 == 0 ? 20 : -20;
      plant.step(tau, none, none);
    }
    for (int j = 0; j < 7; j++) {
      assertThat(Math.abs(plant.qd[j])).isLessThan(20);
      assertThat(Math.abs(plant.thetaDot[j])).isLessThan(20);
    }
  }

  @Test
  void shouldAllocateNothing() {
    ElasticPlant plant = iiwa();
    double[] tau = new double[7];
    double[] none = new double[7];

    assertThat(AllocationProbe.bytesPerCall(20_000, 1000, () -> {
      plant.gravityInto(tau);
      plant.step(tau, none, none);
    })).isZero();
  }

  private static ArmModel frictionless(ArmModel arm) {
    return new ArmModel(arm.name(), arm.gravity(), arm.joints().stream()
        .map(joint -> joint.withFriction(JointFriction.NONE))
        .toList());
  }

  /** The angular frequency of the joint's torque, from its changes of sign, rad/s. */
  private static double frequencyOf(ElasticPlant plant) {
    double first = 0;
    double last = 0;
    int count = 0;
    plant.step(NOTHING, NOTHING, NOTHING);
    for (int i = 1; i < 8000; i++) {
      double before = plant.tauJ[0];
      plant.step(NOTHING, NOTHING, NOTHING);
      if (before <= 0 && plant.tauJ[0] > 0) {
        last = (i - plant.tauJ[0] / (plant.tauJ[0] - before)) * STEP_SECONDS;
        first = count == 0 ? last : first;
        count++;
      }
    }
    return 2 * Math.PI * (count - 1) / (last - first);
  }

  /** The highest points of the motor's swings on the positive side, rad. */
  private static List<Double> peaksOf(ElasticPlant plant, int steps) {
    List<Double> peaks = new ArrayList<>();
    double before = 0;
    for (int i = 0; i < steps; i++) {
      double speed = plant.thetaDot[0];
      plant.step(NOTHING, NOTHING, NOTHING);
      if (speed > 0 && plant.thetaDot[0] <= 0) {
        peaks.add(Math.max(before, plant.theta[0]));
      }
      before = plant.theta[0];
    }
    return peaks;
  }
}
