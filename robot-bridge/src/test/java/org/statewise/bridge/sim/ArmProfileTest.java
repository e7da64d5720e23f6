package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.JointState;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

class ArmProfileTest {
  private static final ArmModel IIWA = ShippedArms.load("iiwa7");

  @Test
  void shouldBeElasticByItselfWhereTheRotorsAreKnown() {
    assertThat(ArmProfile.parse("arm.profile", "auto", IIWA)).isEqualTo(ArmProfile.LBR);
    assertThat(ArmProfile.parse("arm.profile", "auto", IIWA.withoutRotors()))
        .isEqualTo(ArmProfile.TIDY);
    assertThat(ArmProfile.parse("arm.profile", "soft", IIWA)).isEqualTo(ArmProfile.SOFT);
  }

  @Test
  void shouldLeaveTheTidyArmRigid() {
    assertThat(ArmProfile.TIDY.drives(IIWA)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeFoundByItsOwnText(ArmProfile profile) {
    assertThat(ArmProfile.parse("arm.profile", profile.text())).isEqualTo(profile);
  }

  @Test
  void shouldNameTheProfilesWhereATextIsNone() {
    assertThatThrownBy(() -> ArmProfile.parse("arm.profile", "LBR"))
        .hasMessage("arm.profile must be auto, tidy, lbr, soft or stiff, but is 'LBR'");
  }

  @ParameterizedTest
  @CsvSource({"LBR, 1", "SOFT, 0.5", "STIFF, 2"})
  void shouldTakeTheDriveOfTheDescription(ArmProfile profile, double stiffer) {
    ElasticJoint a1 = profile.drives(withFirstDrive(new JointDrive(OptionalDouble.of(100),
        OptionalDouble.of(7000), OptionalDouble.of(11), OptionalDouble.of(300),
        OptionalDouble.of(5e-4), OptionalDouble.of(0.2)))).get(0);

    assertThat(a1.stiffnessNmPerRad()).isEqualTo(stiffer * 7000);
    assertThat(a1.dampingNmSPerRad()).isEqualTo(stiffer * 11);
    assertThat(a1.torqueLoop().limitNm()).isEqualTo(300);
    assertThat(a1.friction().breakawayRad()).isEqualTo(5e-4);
    assertThat(a1.friction().loadFraction()).isEqualTo(0.2);
    assertThat(a1.wave().wavesPerRad()).isEqualTo(200);
    assertThat(a1.motorInertiaKgM2()).isEqualTo(IIWA.joints().get(0).rotorInertiaKgM2());
  }

  @Test
  void shouldEstimateWhatTheDescriptionDoesNotStateAndNameTheJoint() {
    ArmModel arm = withFirstDrive(JointDrive.ofGearRatio(OptionalDouble.of(100)));

    ElasticJoint a1 = ArmProfile.LBR.drives(arm).get(0);

    // The estimates are the shipped arm's numbers; the gear is the description's.
    ElasticJoint shipped = ArmProfile.LBR.drives(IIWA).get(0);
    assertThat(a1).isEqualTo(new ElasticJoint(shipped.motorInertiaKgM2(),
        shipped.stiffnessNmPerRad(), shipped.dampingNmSPerRad(), shipped.torqueLoop(),
        shipped.friction(), new ElasticJoint.Wave(1e-4, 200)));
    assertThat(ArmProfile.LBR.estimated(arm)).containsExactly("A1");
    assertThat(ArmProfile.LBR.estimated(IIWA)).isEmpty();
    assertThat(ArmProfile.TIDY.estimated(arm)).isEmpty();
  }

  private static ArmModel withFirstDrive(JointDrive drive) {
    List<JointModel> joints = new ArrayList<>(IIWA.joints());
    joints.set(0, joints.get(0).withDrive(drive));
    return new ArmModel("other", IIWA.gravity(), joints);
  }

  @Test
  void shouldNameTheJointThatHasNoRotor() {
    JointModel a1 = IIWA.joints().get(0);
    ArmModel bare = new ArmModel("bare", IIWA.gravity(), List.of(a1.withRotorInertiaKgM2(0)));

    assertThatThrownBy(() -> ArmProfile.LBR.drives(bare)).hasMessage("arm.profile lbr needs the"
        + " rotor inertia of every joint, but joint A1 of bare has none; tidy does without");
  }

  @Test
  void shouldStandAsItsBrakesHeldItWithTheEncodersWhereSpringsBearTheWeight() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
    JointState first = SimArms.state(arm);
    double[] link = new double[7];
    arm.linkPositionInto(link);
    assertThat(first.qLink).containsExactly(link);

    for (int i = 0; i < 250; i++) {
      arm.advanceOnePeriod();
    }
    JointState later = SimArms.state(arm);

    assertThat(later.q).containsExactly(first.q);
    // A2 bears the arm's weight: its spring is wound up by tau / K.
    assertThat(first.q[1] - link[1]).isCloseTo(first.tau[1] / 12_000, within(1.5e-4));
    assertThat(Math.abs(first.tau[1])).isGreaterThan(10);
  }

  @Test
  void shouldBearItsOwnWeightUnderAZeroCommand() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
    double[] start = SimArms.state(arm).q.clone();

    JointState later = SimArms.run(arm, 500, 0, 0, 0, 0, 0, 0, 0);

    // The presliding gives way a little where the compensation is asked at the motor's position.
    assertThat(later.q).containsExactly(start, within(2e-3));
  }

  @Test
  void shouldComeToRestByItselfWhenNobodyCommands() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
    SimArms.run(arm, 50, 0, 15, 0, 0, 0, 0, 0);

    for (int i = 0; i < 100; i++) {
      arm.advanceOnePeriod();
    }
    assertThat(arm.watchdogStops()).isEqualTo(1);
    assertThat(SimArms.state(arm).qd).containsOnly(0.0);
  }

  @Test
  void shouldGiveTheSameStatesForTheSameCommandsToTheBit() {
    JointState[] last = new JointState[2];
    for (int k = 0; k < 2; k++) {
      SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
      last[k] = SimArms.run(arm, 300, 3, 10, -2, 4, 1, 0.5, 0.2);
    }
    assertThat(last[0].q).containsExactly(last[1].q);
    assertThat(last[0].tau).containsExactly(last[1].tau);
  }

  @Test
  void shouldAllocateNothingInAPeriod() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
    double[] tau = new double[7];

    assertThat(AllocationProbe.bytesPerCall(2000, 200, () -> {
      arm.command(tau, false);
      arm.advanceOnePeriod();
    })).isZero();
  }
}
