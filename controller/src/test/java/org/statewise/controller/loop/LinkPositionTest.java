package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.TestArms;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;

final class LinkPositionTest {
  private final JointState state = new JointState(2);
  private final double[] qLink = new double[2];

  LinkPositionTest() {
    state.q[0] = 0.5;
    state.q[1] = -1;
    state.tau[0] = 20;
    state.tau[1] = -3;
  }

  @Test
  void shouldEstimateTheLinkByTheSpringsDeflection() {
    assertThat(LinkPosition.of(10_000, 3000).into(state, qLink)).isEqualTo(LinkSide.ESTIMATED);
    // 20 Nm wind a spring of 10 kNm/rad up by 2 mrad.
    assertThat(qLink).containsExactly(new double[]{0.498, -0.999}, within(1e-15));
  }

  @Test
  void shouldBelieveAnArmThatKnows() {
    state.qLink[0] = 0.4;
    state.qLink[1] = -1.1;
    assertThat(LinkPosition.of(10_000, 3000).into(state, qLink)).isEqualTo(LinkSide.TRUE);
    assertThat(qLink).containsExactly(0.4, -1.1);
  }

  @Test
  void shouldKnowNothingWhereAStiffnessIsMissing() {
    for (LinkPosition missing : new LinkPosition[]{LinkPosition.of(), LinkPosition.of(10_000, 0),
      LinkPosition.of(Optional.empty())}) {
      assertThat(missing.into(state, qLink)).isEqualTo(LinkSide.UNKNOWN);
      assertThat(qLink).containsOnly(Double.NaN);
    }
  }

  @Test
  void shouldComeNearTheTruthOfAnElasticArmWhoseStiffnessIsRight() {
    ArmModel model = TestArms.model("iiwa7");
    SimulatedArm arm = new SimulatedArm(SimulatedArmConfig.defaults(model)
        .withDrives(ArmProfile.LBR.drives(model)));
    JointState now = new JointState(7);
    double[] estimate = new double[7];
    arm.readInto(now);
    double[] truth = now.qLink.clone();
    Arrays.fill(now.qLink, Double.NaN);

    LinkPosition.of(Optional.of(model)).into(now, estimate);

    // The gear's wave of 0.1 mrad and the sensor's noise are not the spring's.
    assertThat(estimate).containsExactly(truth, within(1.3e-4));
    assertThat(Math.abs(now.q[1] - truth[1])).isGreaterThan(1e-3);
  }

  @Test
  void shouldAllocateNothing() {
    LinkPosition position = LinkPosition.of(10_000, 3000);
    assertThat(AllocationProbe.bytesPerCall(2000, 200, () -> position.into(state, qLink))).isZero();
  }
}
