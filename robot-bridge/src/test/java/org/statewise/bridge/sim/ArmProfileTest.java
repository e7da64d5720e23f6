package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.JointState;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

class ArmProfileTest {
  private static final ArmModel IIWA = ShippedArms.load("iiwa7");

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
        .hasMessage("arm.profile must be tidy, lbr, soft or stiff, but is 'LBR'");
  }

  @Test
  void shouldNameTheJointThatHasNoRotor() {
    JointModel a1 = IIWA.joints().get(0);
    ArmModel bare = new ArmModel("bare", IIWA.gravity(), List.of(new JointModel(a1.name(),
        a1.origin(), a1.axis(), a1.link(), 0, a1.limits(), a1.friction(), a1.gains())));

    assertThatThrownBy(() -> ArmProfile.LBR.drives(bare)).hasMessage("arm.profile lbr needs the"
        + " rotor inertia of every joint, but joint A1 of bare has none; tidy does without");
  }

  @Test
  void shouldStandAsItsBrakesHeldItWithTheEncodersWhereSpringsBearTheWeight() {
    SimulatedArm arm = new SimulatedArm(SimArms.iiwa7().withDrives(ArmProfile.LBR.drives(IIWA)));
    JointState first = SimArms.state(arm);
    double[] link = new double[7];
    arm.linkPositionInto(link);

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
