package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.FrictionObserver;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;

/** A cabinet whose friction observer rests at the commanded position, and what a client does about it. */
final class FrictionObserverTest {
  private static final int JOINT = 5;
  private static final int SECOND = 250;

  private final JointState state = new JointState(FriFixture.JOINTS);
  private final TorqueCommand command = new TorqueCommand(FriFixture.JOINTS);

  private LoopbackFriLink link(FrictionObserver observer, double ditherRad) {
    SimulatedArm arm = new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)
        .withDrives(ArmProfile.LBR.drives(FriFixture.ARM)));
    LoopbackFriLink link = new LoopbackFriLink(arm, FriFixture.ARM,
        FriFixture.cabinet("2.7").withFrictionObserver(observer), ditherRad, () -> {},
        new LoopbackFriLink.Wire());
    for (int i = 0; i < 10 * SECOND && !link.takesCommands(); i++) {
      link.awaitState(state, Long.MAX_VALUE);
    }
    assertThat(link.takesCommands()).isTrue();
    return link;
  }

  /** How far A6 turns in two seconds under a torque below what it breaks away at, rad. */
  private double turnedBy(FrictionObserver observer, double ditherRad) {
    LoopbackFriLink link = link(observer, ditherRad);
    double from = state.q[JOINT];
    double breaksAwayNm = FriFixture.ARM.joints().get(JOINT).friction().staticNm();
    for (int i = 0; i < 2 * SECOND; i++) {
      link.awaitState(state, Long.MAX_VALUE);
      command.stateSequence = state.sequence;
      command.tau[JOINT] = 0.6 * breaksAwayNm;
      link.send(command);
    }
    assertThat(link.endReason()).isEmpty();
    return state.q[JOINT] - from;
  }

  @Test
  void shouldStickWithoutAnObserver() {
    assertThat(turnedBy(FrictionObserver.OFF, 0)).isCloseTo(0, within(1e-3));
  }

  @Test
  void shouldSlideWithOne() {
    assertThat(turnedBy(FrictionObserver.ON, 0)).isGreaterThan(0.02);
  }

  @Test
  void shouldStickAtTheCommandedPositionWhereAClientMirrorsTheMeasuredOne() {
    assertThat(turnedBy(FrictionObserver.OFF_AT_COMMANDED_POSITION, 0)).isCloseTo(0, within(1e-3));
  }

  @Test
  void shouldSlideWhereTheClientDithersThePosition() {
    assertThat(turnedBy(FrictionObserver.OFF_AT_COMMANDED_POSITION, 3e-4)).isGreaterThan(0.02);
  }

  @Test
  void shouldDitherAboveAndBelowInTurn() {
    PositionMirror mirror = new PositionMirror(1, 5e-4);
    mirror.begin(new double[]{1});
    for (int i = 0; i < 4; i++) {
      mirror.follow(new double[]{1}, 4_000_000);
      assertThat(mirror.position()[0]).isCloseTo(1 + (i % 2 == 0 ? -5e-4 : 5e-4), within(1e-15));
    }
  }

  @Test
  void shouldBoundTheDither() {
    FriClientConfig client = new FriClientConfig("", 0, "", 0, Optional.empty(), FriFixture.ARM, "",
        true, false, 0, 1);
    assertThat(client.withDitherRad(1e-3).ditherRad()).isEqualTo(1e-3);
    for (double wrong : new double[]{-1e-9, 1.1e-3, Double.NaN}) {
      assertThatThrownBy(() -> client.withDitherRad(wrong))
          .hasMessage("dither must be from 0 to 0.001 rad, but is " + wrong);
    }
  }
}
