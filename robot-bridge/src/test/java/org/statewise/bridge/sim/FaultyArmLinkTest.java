package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.fixtures.AllocationProbe;

/** Faults of the states and of the torques on the way. */
final class FaultyArmLinkTest extends FaultyArmLinkFixture {
  @Test
  void shouldBeLateWhenEveryStateIsLost() {
    FaultyArmLink link = started("drop");
    long beforeNs = link.nowNs();
    assertThat(await(link)).isEqualTo(AwaitResult.LATE);
    assertThat(link.nowNs() - beforeNs).isBetween(TIMEOUT_NS, TIMEOUT_NS + PERIOD_NS);
  }

  @Test
  void shouldBringStatesLateAndReportWhenTheyCame() {
    FaultyArmLink link = started("delay:periods=2");
    assertThat(sequences(link, 4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(arm.periods).isEqualTo(6);
    assertThat(state.q[0]).isEqualTo(4);
    assertThat(state.receivedNs).isEqualTo(link.nowNs());
    assertThat(state.ageOnArrivalNs).isEqualTo(2 * PERIOD_NS);
  }

  @Test
  void shouldBringAStateTwiceWithoutTimePassing() {
    FaultyArmLink link = started("duplicate:at=0.008,for=0.004");
    assertThat(sequences(link, 4)).containsExactly(2L, 3L, 3L, 4L);
  }

  @Test
  void shouldSwapTwoStates() {
    FaultyArmLink link = started("reorder:at=0.008,for=0.004");
    assertThat(sequences(link, 4)).containsExactly(2L, 4L, 3L, 5L);
    assertThat(arm.periods).isEqualTo(5);
  }

  @Test
  void shouldFreezeWhatIsMeasuredAndNotTheCount() {
    FaultyArmLink link = started("freeze:at=0.008,for=0.008");
    sequences(link, 3);
    assertThat(state.sequence).isEqualTo(4);
    assertThat(state.q).containsExactly(2, -2);
    await(link);
    assertThat(state.q).containsExactly(5, -5);
  }

  @Test
  void shouldBreakOneNumberOfOneJoint() {
    FaultyArmLink link = started("nan:at=0.004,for=0.004,joint=1;jump:at=0.008,rad=0.5,joint=1");
    await(link);
    assertThat(state.qd).containsExactly(1, Double.NaN);
    await(link);
    assertThat(state.qd).containsExactly(1, 1);
    assertThat(state.q).containsExactly(3, -2.5);
  }

  @Test
  void shouldFlipTorquesOnTheWayOnly() {
    FaultyArmLink link = started("flip");
    await(link);
    command.tau[0] = 5;
    link.send(command);
    assertThat(arm.sent).containsExactly(0.0, -5.0);
    assertThat(command.tau[0]).isEqualTo(5);
    assertThat(state.tau[0]).isEqualTo(-2);
  }

  @Test
  void shouldCarryNothingWhileSilentAndGoOnAfterwards() {
    FaultyArmLink link = started("silent:at=0.004,for=0.104");
    assertThat(sequences(link, 2)).containsExactly(-1L, -1L);
    link.send(command);
    link.release();
    assertThat(arm.sent).hasSize(1);
    assertThat(arm.releases).isZero();
    assertThat(sequences(link, 2)).containsExactly(28L, 29L);
    link.send(command);
    link.release();
    assertThat(arm.sent).hasSize(2);
    assertThat(arm.releases).isEqualTo(1);
  }

  @Test
  void shouldBeOverForGood() {
    FaultyArmLink link = started("lost:at=0.008,for=0.004");
    await(link);
    assertThat(await(link)).isEqualTo(AwaitResult.LOST);
    assertThat(await(link)).isEqualTo(AwaitResult.LOST);
    assertThat(link.send(command)).isEqualTo(SendResult.LOST);
  }

  @Test
  void shouldAllocateNothing() {
    arm.keepsCommands = false;
    FaultyArmLink link = started("drop:p=0.3;delay:periods=2;duplicate:p=0.1;reorder:p=0.1;"
        + "freeze:p=0.1;nan:p=0.1;jump:p=0.1;flip:p=0.5;silent:p=0.1;pause:p=0.05;clock:p=0.1;arm-clock:p=0.1");
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      link.awaitState(state, link.nowNs() + TIMEOUT_NS);
      link.send(command);
    })).isZero();
  }
}
