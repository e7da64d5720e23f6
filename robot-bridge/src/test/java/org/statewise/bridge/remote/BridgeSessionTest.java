package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.proto.arm.ErrorCode;

/** A controller and a bridge that both keep to the protocol. */
final class BridgeSessionTest {
  private static final int JOINTS = 3;

  private final ScriptedArm arm = new ScriptedArm(JOINTS, ScriptedArm.PERIOD_NS, true);
  private final BridgeServer server;
  private final JointState state = new JointState(JOINTS);
  private final TorqueCommand command = new TorqueCommand(JOINTS);

  BridgeSessionTest() throws BridgeException {
    server = Peers.serve(arm);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void shouldDescribeTheArmAsItDescribesItself() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      assertThat(link.info()).isEqualTo(arm.info());
    }
  }

  @Test
  void shouldCarryTwoThousandTicksInOrderAndUnchanged() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      arm.offerStates(1);
      exchange(link, 1, 2_000);
      assertThat(link.malformedStates() + link.staleStates() + link.droppedCommands()).isZero();
    }
    Peers.until("the bridge has acted on the Hello, every command and the Goodbye",
        () -> server.statistics().framesIn() == 1 + 2_000 + 1);
    BridgeStatistics counted = server.statistics();
    assertThat(counted.droppedStates()).isZero();
    assertThat(counted.supersededCommands()).isZero();
    assertThat(counted.staleCommands()).isZero();
  }

  /** Answers each state and compares both directions, to the bit. */
  private void exchange(BridgeLink link, long firstSequence, int ticks) throws Exception {
    for (long sequence = firstSequence; sequence < firstSequence + ticks; sequence++) {
      long beforeNs = System.nanoTime();
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      assertThat(state.sequence).isEqualTo(sequence);
      assertThat(state.armTimeNs).isEqualTo(sequence * ScriptedArm.PERIOD_NS);
      assertThat(state.receivedNs).isLessThanOrEqualTo(System.nanoTime());
      assertThat(System.nanoTime() - beforeNs).isNotNegative();
      assertThat(state.q[2]).isEqualTo(ScriptedArm.position(sequence, 2));
      assertThat(state.qdd).containsOnly(Double.NaN);
      command.stateSequence = state.sequence;
      command.sentNs = link.nowNs();
      command.gripperClosed = sequence % 2 == 0;
      command.tau[0] = state.q[0] / 3;
      assertThat(link.send(command)).isEqualTo(SendResult.SENT);
      ScriptedArm.Received received = arm.nextReceived();
      assertThat(received).isEqualTo(new ScriptedArm.Received(sequence, received.sentNs(),
          command.gripperClosed, List.of(command.tau[0], 0.0, 0.0)));
      assertThat(received.sentNs()).isGreaterThanOrEqualTo(command.sentNs);
    }
  }

  @Test
  void shouldServeOneSessionAfterAnother() throws Exception {
    try (BridgeLink first = Peers.connect(server)) {
      arm.offerStates(1);
      exchange(first, 1, 50);
    }
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
    try (BridgeLink second = Peers.connect(server)) {
      // The last command of the first session brought state 51, which this one may have missed.
      arm.offerStates(1);
      while (state.sequence < 52) {
        Peers.await(second, state);
      }
      command.stateSequence = 52;
      second.send(command);
      assertThat(arm.nextReceived().stateSequence()).isEqualTo(52);
      exchange(second, 53, 50);
    }
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
    assertThat(server.statistics().lostControllers()).isZero();
  }

  @Test
  void shouldRefuseASecondControllerAndNameTheFirst() throws Exception {
    try (RawPeer first = new RawPeer(server.port())) {
      first.greet();
      assertThatThrownBy(() -> Peers.connect(server))
          .isInstanceOf(BridgeException.class)
          .hasMessage("the bridge at 127.0.0.1:" + server.port() + " refused: BUSY: the arm serves"
              + " one controller at a time and has " + first.address());
      arm.offerStates(1);
      assertThat(first.receiveState().getSequence()).isEqualTo(1);
    }
    assertThat(server.statistics().rejected()).isEqualTo(1);
  }

  @Test
  void shouldLetTheArmHoldOnReleaseAndTakeItOverAgain() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      arm.offerStates(1);
      exchange(link, 1, 1);
      Peers.await(link, state);
      assertThat(state.mode).isEqualTo(ArmMode.COMMANDED);
      link.release();
      assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
      arm.offerStates(1);
      Peers.await(link, state);
      assertThat(state.mode).isEqualTo(ArmMode.BRAKES_ENGAGED);
      command.stateSequence = 3;
      link.send(command);
      assertThat(arm.nextReceived().stateSequence()).isEqualTo(3);
      exchange(link, 4, 3);
    }
  }

  @Test
  void shouldLetTheArmHoldWhenTheConnectionBreaks() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
    }
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
    Peers.until("the controller counts as lost",
        () -> server.statistics().lostControllers() == 1);
  }

  @Test
  void shouldRefuseTorquesThatAreNotFiniteBeforeTheyLeave() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      command.tau[1] = Double.NaN;
      assertThat(link.send(command)).isEqualTo(SendResult.REFUSED);
      command.tau[1] = Double.NEGATIVE_INFINITY;
      assertThat(link.send(command)).isEqualTo(SendResult.REFUSED);
      assertThat(link.send(new TorqueCommand(JOINTS + 1))).isEqualTo(SendResult.REFUSED);
    }
    Peers.until("the bridge has acted on the Hello and the Goodbye, and got no command",
        () -> server.statistics().framesIn() == 2);
  }

  @Test
  void shouldReportCommandsThatTheArmRefusedAndKeepTheSession() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      peer.send(RawPeer.command(1, 0, JOINTS, Double.NaN));
      Peers.until("the arm refused it", () -> server.statistics().refusedCommands() == 1);
      arm.offerStates(1);
      var report = peer.receiveState();
      assertThat(report.getRefusedCommands()).isEqualTo(1);
      assertThat(report.getLastCommandSequence()).isZero();
      peer.send(RawPeer.command(2, 1, JOINTS, 4.5));
      assertThat(arm.nextReceived().tau()).containsOnly(4.5);
      assertThat(peer.receiveState().getLastCommandSequence()).isEqualTo(2);
    }
  }

  @Test
  void shouldIgnoreAndCountCommandsThatAreNotNewer() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      peer.send(RawPeer.command(5, 0, JOINTS, 5));
      assertThat(arm.nextReceived().tau()).containsOnly(5.0);
      peer.send(RawPeer.command(5, 1, JOINTS, 6)).send(RawPeer.command(4, 1, JOINTS, 7));
      peer.send(RawPeer.command(6, 1, JOINTS, 8));
      assertThat(arm.nextReceived().tau()).containsOnly(8.0);
    }
    assertThat(server.statistics().staleCommands()).isEqualTo(2);
  }

  @Test
  void shouldReportTheControllerThatTheArmIsLost() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      assertThat(link.endReason()).isEmpty();
      arm.lose();
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.LOST);
      assertThat(link.endReason()).isEqualTo("the bridge at 127.0.0.1:" + server.port()
          + " ended the session: ARM_LOST: the bridge has lost its link to the arm scripted");
      assertThat(link.send(command)).isEqualTo(SendResult.LOST);
      link.release();
    }
    assertThat(server.awaitEnd()).isTrue();
    assertThatThrownBy(() -> Peers.connect(server)).hasMessageContaining("ARM_LOST");
  }

  @Test
  void shouldReportTheControllerThatTheBridgeIsBeingShutDown() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      server.close();
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.LOST);
      assertThat(link.lossReason().orElseThrow()).contains(ErrorCode.CLOSING.name());
    }
    assertThat(server.awaitEnd()).isFalse();
  }

  @Test
  void shouldBeLostOnceThisEndClosedIt() throws Exception {
    BridgeLink link = Peers.connect(server);
    arm.offerStates(1);
    link.close();
    link.close();
    assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.LOST);
    assertThat(link.send(command)).isEqualTo(SendResult.LOST);
    assertThat(link.lossReason()).hasValue("this end closed the link");
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
  }
}
