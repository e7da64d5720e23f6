package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ShippedArms;

class VirtualTimeLinkTest {
  private final SimulatedArm arm = new SimulatedArm(
      SimulatedArmConfig.defaults(ShippedArms.load("iiwa7"))
          .withPayload(PayloadPlan.byGripper(SimArms.CARTON)));
  private final JointState state = new JointState(7);
  private final TorqueCommand command = new TorqueCommand(7);
  private int hooks;

  @Test
  void shouldLetOnePeriodPassInEachWait() {
    try (VirtualTimeLink link = new VirtualTimeLink(arm, () -> hooks++)) {
      assertThat(link.nowNs()).isZero();
      assertThat(link.awaitState(state, 0)).isEqualTo(AwaitResult.FRESH);
      assertThat(state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
      assertThat(link.send(command)).isEqualTo(SendResult.SENT);
      assertThat(link.awaitState(state, 0)).isEqualTo(AwaitResult.FRESH);

      assertThat(link.nowNs()).isEqualTo(8_000_000);
      assertThat(state.receivedNs).isEqualTo(8_000_000);
      assertThat(state.sequence).isEqualTo(2);
      assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
      assertThat(hooks).isEqualTo(2);
    }
  }

  @Test
  void shouldBeLostAfterClose() {
    VirtualTimeLink link = new VirtualTimeLink(arm);
    link.close();
    link.close();
    assertThat(link.awaitState(state, 0)).isEqualTo(AwaitResult.LOST);
    assertThat(link.send(command)).isEqualTo(SendResult.LOST);
    assertThat(link.nowNs()).isZero();
  }

  @Test
  void shouldRefuseWhatTheArmRefuses() {
    VirtualTimeLink link = new VirtualTimeLink(arm);
    command.tau[0] = Double.NaN;
    assertThat(link.send(command)).isEqualTo(SendResult.REFUSED);
    assertThat(arm.refusedCommands()).isEqualTo(1);
  }

  @Test
  void shouldNotAllocate() {
    VirtualTimeLink link = new VirtualTimeLink(arm);
    long bytes = AllocationProbe.bytesPerCall(1_000, 300, () -> {
      link.awaitState(state, 0);
      command.gripperClosed = state.sequence % 50 > 25;
      command.tau[3] = 5 * ((state.sequence & 16) - 8);
      if (state.sequence % 100 < 60) {
        link.send(command);
      }
    });
    assertThat(bytes).isZero();
  }
}
