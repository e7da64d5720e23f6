package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.FrictionObserver;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.bridge.api.SimulationSettings.Cabinet;
import org.statewise.bridge.api.SimulationSettings.Drive;
import org.statewise.bridge.api.SimulationSettings.FrictionNumbers;
import org.statewise.bridge.api.SimulationSettings.SensorNumbers;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Warming;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** Every number of a profile by its own key, and what each does. */
final class SimulationSettingsTest {
  private static final ArmModel IIWA = ShippedArms.load("iiwa7");
  private static final List<Double> NO = List.of();
  private static final double[] NONE = {0};
  private static final long STEP_NS = 250_000;

  private static SimulationSettings with(Drive drive, FrictionNumbers friction) {
    return new SimulationSettings(drive, friction, SimulationSettings.NONE.sensors(),
        SimulationSettings.NONE.cabinet());
  }

  private static List<ElasticJoint> drives(Drive drive, FrictionNumbers friction) {
    return ArmProfile.LBR.drives(IIWA, with(drive, friction));
  }

  private static List<Double> one(double value) {
    return List.of(value);
  }

  private static List<Double> seven(double first) {
    return IntStream.range(0, 7).mapToObj(j -> first + j).toList();
  }

  @Test
  void shouldChangeNothingWhereNothingIsSet() {
    assertThat(ArmProfile.LBR.drives(IIWA, SimulationSettings.NONE))
        .isEqualTo(ArmProfile.LBR.drives(IIWA));
    SimulatedArmConfig config = SimulatedArmConfig.defaults(IIWA);
    assertThat(config.withSettings(SimulationSettings.NONE)).isEqualTo(config);
  }

  @Test
  void shouldTakeEveryNumberOfADriveAsItIsSet() {
    ElasticJoint third = drives(
        new Drive(seven(1), seven(9000), one(33), one(3), one(0.5), seven(200), one(100), one(2e-4),
            one(4)),
        new FrictionNumbers(one(0.5), one(0.8), one(2), one(0.06), one(3e-4), one(0.4), one(0.2),
            one(-0.1), one(0.3), one(900), one(1)))
        .get(2);

    assertThat(third).isEqualTo(new ElasticJoint(3, 9002, 33,
        TorqueLoop.damped(3, 0.5, 3, 9002, 202),
        // At the motor friction is 1 + kT times what the joint shows.
        new Friction(2, 3.2, 8, 0.06, 3e-4, 0.4, 0.2, -0.1), new ElasticJoint.Wave(2e-4, 400),
        new Warming(0.3, 900, 1)));
  }

  @Test
  void shouldLetDampingGrowWithTheStiffnessAndStaticWithDryFriction() {
    ElasticJoint usual = ArmProfile.LBR.drives(IIWA).get(0);
    ElasticJoint set = drives(
        new Drive(NO, one(3 * usual.stiffnessNmPerRad()), NO, NO, NO, NO, NO, NO, NO),
        new FrictionNumbers(one(2 * IIWA.joints().get(0).friction().coulombNm()), NO, NO, NO, NO,
            NO,
            NO, NO, NO, NO, NO))
        .get(0);
    assertThat(set.dampingNmSPerRad()).isCloseTo(3 * usual.dampingNmSPerRad(), within(1e-9));
    assertThat(set.friction().staticNm()).isCloseTo(2 * usual.friction().staticNm(), within(1e-12));
  }

  @Test
  void shouldSimulateAnArmWithoutRotorsWhoseMotorsAreSet() {
    ArmModel bare = new ArmModel("bare", IIWA.gravity(),
        IIWA.joints().stream().map(joint -> joint.withRotorInertiaKgM2(0)).toList());
    Drive drive = new Drive(one(1.5), NO, NO, NO, NO, NO, NO, NO, NO);
    assertThat(ArmProfile.LBR.drives(bare, with(drive, SimulationSettings.NONE.friction())))
        .extracting(ElasticJoint::motorInertiaKgM2).containsOnly(1.5);
  }

  @Test
  void shouldNameKeyRuleAndValue() {
    assertThatThrownBy(() -> new Drive(NO, List.of(1e4, -1.0), NO, NO, NO, NO, NO, NO, NO))
        .hasMessage(
            "arm.simulation.drive.stiffnessNmPerRad must be finite and positive, but is -1.0");
    assertThatThrownBy(() -> new FrictionNumbers(NO, NO, NO, NO, NO, NO, NO, one(1), NO, NO, NO))
        .hasMessage("arm.simulation.friction.asymmetry must be above -1 and below 1, but is 1.0");
    assertThatThrownBy(() -> new FrictionNumbers(NO, NO, NO, NO, NO, NO, NO, NO, one(1), NO, NO))
        .hasMessage(
            "arm.simulation.friction.warmingFraction must be from 0 to below 1, but is 1.0");
    assertThatThrownBy(() -> new SensorNumbers(0, 0, -1, 600, 0)).hasMessage(
        "arm.simulation.sensors.torqueNoiseNm must be finite and not negative, but is -1.0");
    assertThatThrownBy(() -> new Cabinet(1.1, 0, List.of(0.0, 0.0, 0.0), NO, FrictionObserver.OFF))
        .hasMessage(
            "arm.simulation.cabinet.deadTimeMillis must be a multiple of 0.25 from 0 to 1000, but is 1.1");
    assertThatThrownBy(() -> new Cabinet(0, 1, one(0), NO, FrictionObserver.OFF)).hasMessage(
        "arm.simulation.cabinet.loadComM must be of 3 values, but is [0.0]");
    assertThatThrownBy(() -> drives(new Drive(NO, NO, NO, List.of(1.0, 2.0), NO, NO, NO, NO, NO),
        SimulationSettings.NONE.friction()))
        .hasMessage("arm.simulation.drive.torqueLoopGain must be"
            + " empty, one value for all joints or 7, one a joint, but is [1.0, 2.0]");
    assertThatThrownBy(() -> drives(SimulationSettings.NONE.drive(),
        new FrictionNumbers(one(1), one(0.5), NO, NO, NO, NO, NO, NO, NO, NO, NO)))
        .hasMessage(
            "arm.simulation.friction.staticNm must not be below the Coulomb friction of joint"
                + " A1, 1.0, but is 0.5");
    assertThatThrownBy(
        () -> FrictionObserver.parse("arm.simulation.cabinet.frictionObserver", "auto"))
        .hasMessage("arm.simulation.cabinet.frictionObserver must be never, always or"
            + " off-at-commanded-position, but is 'auto'");
    Cabinet observing = new Cabinet(0, 0, List.of(0.0, 0.0, 0.0), NO, FrictionObserver.ON);
    assertThatThrownBy(() -> ArmProfile.TIDY.drives(IIWA,
        new SimulationSettings(SimulationSettings.NONE.drive(), SimulationSettings.NONE.friction(),
            SimulationSettings.NONE.sensors(), observing)))
        .hasMessageStartingWith("arm.simulation.cabinet.frictionObserver needs elastic joints");
    Drive drive = new Drive(NO, one(9000), NO, NO, NO, NO, NO, NO, NO);
    assertThatThrownBy(() -> ArmProfile.TIDY.drives(IIWA,
        with(drive, SimulationSettings.NONE.friction()))).hasMessage(
            "arm.simulation.drive needs elastic joints, but arm.profile is tidy, whose joints are rigid");
  }

  /** A wheel on a vertical axis behind a light, heavily damped motor without torque loop. */
  private static ElasticPlant wheel(Warming warming) {
    JointModel wheel = new JointModel("wheel", Frame.IDENTITY, new Vec3(0, 0, 1),
        new LinkInertia(1, Vec3.ZERO, 0.1, 0.1, 0.1, 0, 0, 0), 0.1,
        new JointLimits(-1, 1, 10, 50), JointFriction.NONE, new JointGains(100, 20));
    return new ElasticPlant(new ArmModel("wheel", new Vec3(0, 0, -9.81), List.of(wheel)),
        List.of(new ElasticJoint(0.1, 10_000, 10, TorqueLoop.NONE,
            new Friction(2, 2, 10, 0.05, 1e-4, 0.7, 0, 0), ElasticJoint.Wave.NONE, warming)),
        List.of(0.0), STEP_NS);
  }

  private static double speedAfter(ElasticPlant plant, double seconds, double tau) {
    for (long i = 0; i < Math.round(seconds * 1e9 / STEP_NS); i++) {
      plant.step(new double[]{tau}, NONE, NONE);
    }
    return plant.thetaDot[0];
  }

  @Test
  void shouldLoseFrictionWithItsTimeConstantWhileItMoves() {
    // Steadily tau = F (coulomb + viscous v), F = 1 - fraction (1 - exp(-t / T)).
    double fraction = 0.3;
    double seconds = 10;
    ElasticPlant plant = wheel(new Warming(fraction, seconds, 0));
    for (double t : new double[]{5, 10, 20, 60}) {
      double f = 1 - fraction * (1 - Math.exp(-t / seconds));
      double last = t == 5 ? 5 : t == 10 ? 5 : t == 20 ? 10 : 40;
      // The wheel follows within 20 ms.
      assertThat(speedAfter(plant, last, 12)).as("after %s s", t)
          .isCloseTo((12 / f - 2) / 10, within(1e-3));
    }
  }

  @Test
  void shouldBeginWarmAndCoolDownAtRest() {
    assertThat(speedAfter(wheel(new Warming(0.3, 600, 1)), 0.3, 12))
        .isCloseTo((12 / 0.7 - 2) / 10, within(5e-4));
    ElasticPlant cooled = wheel(new Warming(0.3, 0.5, 1));
    // Ten time constants at rest, then a short push: nearly cold.
    speedAfter(cooled, 5, 0);
    double f = 1 - 0.3 * (1 - Math.exp(-0.3 / 0.5));
    assertThat(speedAfter(cooled, 0.3, 12)).isCloseTo((12 / f - 2) / 10, within(2e-2));
  }

  private static SimulatedArm pendulum(SimulationSettings.Cabinet cabinet) {
    JointModel joint = new JointModel("A1", Frame.IDENTITY, new Vec3(0, 1, 0),
        new LinkInertia(2, new Vec3(0.1, 0, 0), 0.01, 0.01, 0.01, 0, 0, 0), 0.5,
        new JointLimits(-3, 3, 10, 100), JointFriction.NONE, new JointGains(100, 20));
    ArmModel arm = new ArmModel("pendulum", new Vec3(0, 0, -9.81),
        List.of(joint.withDrive(JointDrive.UNKNOWN)));
    return new SimulatedArm(SimulatedArmConfig.defaults(arm).withQ0Rad(List.of(0.0))
        .withTorqueLagSeconds(0)
        .withSettings(new SimulationSettings(SimulationSettings.NONE.drive(),
            SimulationSettings.NONE.friction(), new SensorNumbers(0, 0, 0, 600, 0), cabinet)));
  }

  @Test
  void shouldBearALoadThatIsNotThereByItsWeight() {
    // 0.3 kg at 0.2 m on a level arm: tau = -m g l about the y axis; the arm accelerates by that over J.
    SimulatedArm arm = pendulum(
        new Cabinet(0, 0.3, List.of(0.2, 0.0, 0.0), NO, FrictionObserver.OFF));
    double inertia = 0.01 + 2 * 0.1 * 0.1 + 0.5;
    assertThat(SimArms.run(arm, 1, 0).qd[0])
        .isCloseTo(-0.3 * 9.81 * 0.2 / inertia * 0.004, within(1e-5));
  }

  @Test
  void shouldAddTheOffsetOfTheGravityCompensation() {
    SimulatedArm arm = pendulum(
        new Cabinet(0, 0, List.of(0.0, 0.0, 0.0), one(2.5), FrictionObserver.OFF));
    double inertia = 0.01 + 2 * 0.1 * 0.1 + 0.5;
    assertThat(SimArms.run(arm, 1, 0).qd[0]).isCloseTo(2.5 / inertia * 0.004, within(1e-5));
    assertThat(pendulum(new Cabinet(0, 0, List.of(0.0, 0.0, 0.0), NO, FrictionObserver.OFF)).info())
        .isNotNull();
    assertThatThrownBy(
        () -> pendulum(
            new Cabinet(0, 0, List.of(0.0, 0.0, 0.0), List.of(1.0, 2.0), FrictionObserver.OFF)))
        .hasMessageStartingWith("arm.simulation.cabinet.gravityOffsetNm must be empty, one value");
  }

  @Test
  void shouldBeRightWithTheLoadDataOfTheLoadThatItCarries() {
    LoadData right = new LoadData(Optional.of(new Payload(0.857, new Vec3(0, 0, 0.12))), NO);
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7()
        .withPayload(PayloadPlan.byGripper(right.load().orElseThrow()))
        .withFlaws(new ArmFlaws(0, 0, 0, 0, right)));
    for (int i = 0; i < 500; i++) {
      arm.command(new double[7], true);
      arm.advanceOnePeriod();
    }
    assertThat(SimArms.state(arm).qd).containsExactly(Collections.nCopies(7, 0.0).stream()
        .mapToDouble(v -> v).toArray(), within(5e-3));
  }

  @Test
  void shouldLetACommandActAfterWholePeriodsAndParts() {
    // The torque acts from 5.25 ms on, so for 2.75 of the first 8 ms and 6.75 of 12.
    SimulatedArm arm = pendulum(
        new Cabinet(5.25, 0, List.of(0.0, 0.0, 0.0), NO, FrictionObserver.OFF));
    double inertia = 0.01 + 2 * 0.1 * 0.1 + 0.5;
    assertThat(SimArms.run(arm, 1, 1).qd[0]).isZero();
    assertThat(SimArms.run(arm, 1, 1).qd[0]).isCloseTo(0.00275 / inertia, within(1e-6));
    assertThat(SimArms.run(arm, 1, 1).qd[0]).isCloseTo(0.00675 / inertia, within(1e-6));
  }
}
