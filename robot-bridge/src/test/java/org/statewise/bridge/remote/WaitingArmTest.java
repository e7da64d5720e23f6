package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.RealTimeLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.models.arm.ShippedArms;

/** A simulated arm behind a bridge waits for its controller at the other end of the wire. */
final class WaitingArmTest {
  private static final int JOINTS = 7;
  private static final int STATES = 30;

  private final JointState state = new JointState(JOINTS);
  private final TorqueCommand command = new TorqueCommand(JOINTS);

  private static RealTimeLink arm(boolean strict) {
    return RealTimeLink.start(
        new SimulatedArm(SimulatedArmConfig.defaults(ShippedArms.load("iiwa7"))), strict);
  }

  private void answer(BridgeLink link) {
    command.stateSequence = state.sequence;
    link.send(command);
  }

  private void takeOver(BridgeLink link) {
    while (state.mode != ArmMode.COMMANDED) {
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      answer(link);
    }
  }

  @Test
  void shouldNotGoOnBeforeALateControllerHasAnswered() throws Exception {
    try (BridgeServer server = Peers.serve(arm(false)); BridgeLink link = Peers.connect(server)) {
      assertThat(link.waits()).isTrue();
      takeOver(link);
      for (int i = 0; i < STATES; i++) {
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
        long sequence = state.sequence;
        // For one and a half periods of the arm's clock nothing comes, since nothing was answered.
        assertThat(link.awaitState(state, state.receivedNs + 6_000_000))
            .isEqualTo(AwaitResult.LATE);
        assertThat(state.sequence).isEqualTo(sequence);
        answer(link);
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
        assertThat(state.sequence).isEqualTo(sequence + 1);
        assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
        answer(link);
      }
    }
  }

  @Test
  void shouldReportThatAnArmOfStrictTimeWaitsForNobody() throws Exception {
    try (BridgeServer server = Peers.serve(arm(true)); BridgeLink link = Peers.connect(server)) {
      assertThat(link.waits()).isFalse();
      takeOver(link);
      long sequence = state.sequence;
      while (state.sequence < sequence + 10) {
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      }
    }
  }
}
