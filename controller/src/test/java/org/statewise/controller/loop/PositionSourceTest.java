package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.TestArms;
import org.statewise.controller.law.JointPositions;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointModel;

final class PositionSourceTest {
  private static final long PERIOD_NS = 4_000_000;

  private final JointState measured = new JointState(2);
  private final PositionSource estimate = PositionSource.linkEstimate(10_000, 2500);

  private JointState next(double... tau) {
    measured.sequence++;
    measured.armTimeNs += PERIOD_NS;
    System.arraycopy(tau, 0, measured.tau, 0, 2);
    return estimate.of(measured);
  }

  @Test
  void shouldTakeTheMotorsPositionsAsTheyAre() {
    assertThat(PositionSource.of(JointPositions.MOTOR, Optional.empty()).of(measured))
        .isSameAs(measured);
  }

  @Test
  void shouldStartAtThePositionLessTorqueOverStiffness() {
    measured.q[0] = 0.5;
    measured.q[1] = -1;
    measured.qd[1] = 0.25;
    JointState seen = next(20, -5);
    assertThat(seen.q).containsExactly(new double[]{0.498, -0.998}, within(1e-15));
    assertThat(seen.qd).containsExactly(0, 0.25);
    assertThat(seen.tau).containsExactly(20, -5);
    assertThat(measured.q).containsExactly(0.5, -1);
  }

  @Test
  void shouldFollowAStepOfTheTorqueByItsFilter() {
    next(0, 0);
    // A step of the implicit filter leaves T / (T + h) = 25 / 26 of what is missing, T = 100 and h = 4 ms.
    for (int k = 1; k <= 20; k++) {
      double left = Math.pow(25.0 / 26, k);
      assertThat(next(10, 0).q[0]).isCloseTo(-1e-3 * (1 - left), within(1e-15));
    }
  }

  @Test
  void shouldFollowAsFarOverAGapAsItsTimeIsLong() {
    next(0, 0);
    measured.armTimeNs += 9 * PERIOD_NS;
    // Ten periods: T / (T + 10 h) = 5 / 7 is left.
    assertThat(next(10, 0).q[0]).isCloseTo(-1e-3 * 2 / 7, within(1e-15));
  }

  @Test
  void shouldBeNearerToTheLinkOfAnElasticArmThanTheMotorIs() {
    ArmModel model = TestArms.model("iiwa7");
    SimulatedArm arm = new SimulatedArm(SimulatedArmConfig.defaults(model)
        .withDrives(ArmProfile.LBR.drives(model)));
    PositionSource source = PositionSource.of(JointPositions.LINK_ESTIMATE, Optional.of(model));
    JointState now = new JointState(7);
    double[] torque = {4, 8, -3, 5, 2, 1, 0.5};
    double motor = 0;
    double seen = 0;
    for (int i = 0; i < 100; i++) {
      arm.command(torque, false);
      arm.advanceOnePeriod();
      arm.readInto(now);
      motor += Math.abs(now.q[1] - now.qLink[1]);
      seen += Math.abs(source.of(now).q[1] - now.qLink[1]);
    }
    // What is left is the gear's wave, its damper, and what is faster than the filter.
    assertThat(seen).isLessThan(0.2 * motor);
  }

  @Test
  void shouldNameTheJointWhoseStiffnessIsNotKnown() {
    ArmModel arm = TestArms.model("iiwa7");
    List<JointModel> joints = new ArrayList<>(arm.joints());
    joints.set(2, joints.get(2).withDrive(JointDrive.UNKNOWN));
    ArmModel soft = new ArmModel("other", arm.gravity(), joints);
    assertThatThrownBy(() -> PositionSource.of(JointPositions.LINK_ESTIMATE, Optional.of(soft)))
        .hasMessage(
            "law.positionSource link-estimate needs the stiffness of every joint, but joint A3"
                + " of other has none; give drive.stiffnessNmPerRad in an arm file");
    assertThatThrownBy(() -> PositionSource.of(JointPositions.LINK_ESTIMATE, Optional.empty()))
        .hasMessage(
            "law.positionSource link-estimate needs an arm's description, but there is none");
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(2000, 200, () -> {
      measured.armTimeNs += PERIOD_NS;
      estimate.of(measured);
    })).isZero();
  }
}
