package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.ErrorCode;

/** What the bridge does about controllers that are late, silent, or do not read. */
final class BridgeTimingTest {
  private static final int JOINTS = 7;

  /** Long enough that the loop's wait for an answer never ends before the answer is there. */
  private static final long ENDLESS_PERIOD_NS = 4_000_000_000L * Peers.TIMEOUT_SECONDS;

  @Test
  void shouldDropALateCommandWhenTheAnswerToTheNewStateCame() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS, ENDLESS_PERIOD_NS, false);
    try (BridgeServer server = Peers.serve(arm); RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      long first = takeOver(arm, peer) + 1;
      long before = server.statistics().supersededCommands();
      for (long sequence = first; sequence < first + 100; sequence++) {
        arm.offerStates(1);
        assertThat(peer.receiveState().getSequence()).isEqualTo(sequence);
        peer.send(RawPeer.command(1000 * sequence, sequence - 1, JOINTS, -1));
        peer.send(RawPeer.command(1000 * sequence + 1, sequence, JOINTS, (double) sequence));
        assertThat(arm.nextReceived().tau()).containsOnly((double) sequence);
      }
      assertThat(server.statistics().supersededCommands() - before).isEqualTo(100);
    }
  }

  /**
   * Answers states until the bridge waits for answers: before its first command it only looks for
   * one, and may look too early.
   *
   * @return the last state, whose answer the arm received
   */
  private static long takeOver(ScriptedArm arm, RawPeer peer) throws Exception {
    long sequence = 0;
    while (arm.received.isEmpty()) {
      arm.offerStates(1);
      sequence = peer.receiveState().getSequence();
      peer.send(RawPeer.command(sequence, sequence, JOINTS, 0));
    }
    while (arm.nextReceived().stateSequence() < sequence) {
      // The answer to an earlier state went out on its own.
    }
    return sequence;
  }

  @Test
  void shouldNotWaitForAnAnswerToAStateThatCameTwice() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS, ENDLESS_PERIOD_NS, false);
    try (BridgeServer server = Peers.serve(arm); RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      long first = takeOver(arm, peer) + 1;
      for (long sequence = first; sequence < first + 20; sequence++) {
        arm.repeatState();
        arm.offerStates(1);
        assertThat(peer.receiveState().getSequence()).isEqualTo(sequence);
        peer.send(RawPeer.command(sequence, sequence, JOINTS, (double) sequence));
        assertThat(arm.nextReceived().tau()).containsOnly((double) sequence);
      }
    }
  }

  @Test
  void shouldSendALateCommandWhenNoAnswerCame() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS);
    try (BridgeServer server = Peers.serve(arm); RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      arm.offerStates(10);
      peer.send(RawPeer.command(1, 1, JOINTS, 0.5));
      assertThat(arm.nextReceived().tau()).containsOnly(0.5);
    }
  }

  @Test
  void shouldDropAControllerThatStoppedAnswering() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS);
    BridgeServerConfig config = limited(Peers.TIMEOUT_MILLIS, 5, 100);
    try (BridgeServer server = BridgeServer.start(config, arm);
        RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      peer.send(RawPeer.command(1, 0, JOINTS, 2));
      assertThat(arm.nextReceived().tau()).containsOnly(2.0);
      arm.offerStates(20);
      Error error = peer.receiveError();
      assertThat(error.getCode()).isEqualTo(ErrorCode.SILENT);
      assertThat(error.getMessage())
          .isEqualTo("the controller left more than 5 states unanswered");
      assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
      Peers.connect(server).close();
    }
  }

  @Test
  void shouldRefuseACommandThatIsTooOldAndTakeItForNoAnswer() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS);
    BridgeServerConfig config = limited(Peers.TIMEOUT_MILLIS, 5, 2);
    try (BridgeServer server = BridgeServer.start(config, arm);
        RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      receiveStates(arm, peer, 1, 1);
      peer.send(RawPeer.command(1, 1, JOINTS, 2));
      assertThat(arm.nextReceived().tau()).containsOnly(2.0);
      receiveStates(arm, peer, 2, 5);
      peer.send(RawPeer.command(2, 1, JOINTS, -1));
      Peers.until("four periods are too old", () -> server.statistics().outdatedCommands() == 1);
      peer.send(RawPeer.command(3, 2, JOINTS, -1));
      Peers.until("three periods are too old", () -> server.statistics().outdatedCommands() == 2);
      peer.send(RawPeer.command(4, 1_000, JOINTS, -1));
      Peers.until("no state to come has an answer",
          () -> server.statistics().outdatedCommands() == 3);
      peer.send(RawPeer.command(5, 3, JOINTS, 4));
      assertThat(arm.nextReceived().tau()).as("two periods are not").containsOnly(4.0);
      receiveStates(arm, peer, 6, 10);
      peer.send(RawPeer.command(6, 1, JOINTS, -1));
      Peers.until("it is refused", () -> server.statistics().outdatedCommands() == 4);
      arm.offerStates(1);
      assertThat(peer.receiveError().getCode()).isEqualTo(ErrorCode.SILENT);
      assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
      assertThat(arm.received).isEmpty();
    }
  }

  private static void receiveStates(ScriptedArm arm, RawPeer peer, int first, int last)
      throws Exception {
    for (long sequence = first; sequence <= last; sequence++) {
      arm.offerStates(1);
      assertThat(peer.receiveState().getSequence()).isEqualTo(sequence);
    }
  }

  @Test
  void shouldNotCallAControllerSilentThatNeverCommanded() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS);
    BridgeServerConfig config = limited(Peers.TIMEOUT_MILLIS, 5, 100);
    try (BridgeServer server = BridgeServer.start(config, arm);
        RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      for (long sequence = 1; sequence <= 50; sequence++) {
        arm.offerStates(1);
        assertThat(peer.receiveState().getSequence()).isEqualTo(sequence);
      }
      assertThat(server.statistics().lostControllers()).isZero();
    }
  }

  @Test
  void shouldDropStatesAndThenTheControllerThatDoesNotRead() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS);
    try (BridgeServer server = Peers.serve(arm);
        RawPeer peer = new RawPeer(server.port(), 2048)) {
      peer.greet();
      Peers.until("states are dropped", () -> {
        arm.offerStates(10);
        return server.statistics().droppedStates() > 0;
      });
      // What was sent lies in the buffers of the kernel and in ours, and both are small.
      assertThat(server.statistics().framesOut()).isLessThan(20_000);
      Peers.until("the controller is closed", () -> {
        arm.offerStates(10);
        return server.statistics().lostControllers() == 1;
      });
      assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
      Peers.connect(server).close();
    }
  }

  @Test
  void shouldCloseAConnectionThatNeverSendsHello() throws Exception {
    BridgeServerConfig config = limited(20, 5, 100);
    try (BridgeServer server = BridgeServer.start(config, new ScriptedArm(JOINTS));
        RawPeer peer = new RawPeer(server.port())) {
      Error error = peer.receiveError();
      assertThat(error.getCode()).isEqualTo(ErrorCode.OUT_OF_ORDER);
      assertThat(error.getMessage()).isEqualTo("no Hello came within 20 ms");
      assertThat(server.statistics().rejected()).isEqualTo(1);
    }
  }

  private static BridgeServerConfig limited(int handshakeTimeoutMillis, int maxUnansweredStates,
      int maxCommandAgePeriods) {
    return Peers.config(new BridgeLimits(4096, handshakeTimeoutMillis, maxUnansweredStates,
        maxCommandAgePeriods, Peers.TIMEOUT_MILLIS, 1_000), Optional.empty());
  }
}
