package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.ToArm;

/** Peers that break the protocol hear why, and the next one is served as if nothing had been. */
final class BridgeRobustnessTest {
  private static final int JOINTS = 7;

  private final ScriptedArm arm = new ScriptedArm(JOINTS);
  private final BridgeServer server;

  BridgeRobustnessTest() throws BridgeException {
    server = Peers.serve(arm);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private interface Misdeed {
    void commit(RawPeer peer) throws Exception;
  }

  private void assertAnswered(Misdeed misdeed, ErrorCode code, String message) throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      misdeed.commit(peer);
      Error error = peer.receiveError();
      assertThat(error.getCode()).isEqualTo(code);
      assertThat(error.getMessage()).startsWith(message);
    }
    assertServesTheNext();
  }

  private void assertServesTheNext() throws Exception {
    try (BridgeLink link = Peers.connect(server)) {
      JointState state = new JointState(JOINTS);
      arm.offerStates(1);
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      TorqueCommand command = new TorqueCommand(JOINTS);
      command.tau[3] = 12.5;
      command.stateSequence = state.sequence;
      link.send(command);
      ScriptedArm.Received received = arm.nextReceived();
      while (received.equals(ScriptedArm.Received.RELEASE)) {
        received = arm.nextReceived();
      }
      assertThat(received.tau().get(3)).isEqualTo(12.5);
    }
  }

  @Test
  void shouldAnswerGarbage() throws Exception {
    // 'G' announces 71 bytes.
    String request = "GET / HTTP/1.1\r\n".repeat(9);
    byte[] garbage = request.getBytes(StandardCharsets.US_ASCII);
    assertAnswered(peer -> peer.sendBytes(garbage), ErrorCode.MALFORMED,
        "a frame of 71 bytes is no message of this protocol");
  }

  @Test
  void shouldAnswerAFrameThatEndsTooEarly() throws Exception {
    assertAnswered(peer -> {
      peer.sendBytes((byte) 10, (byte) 1, (byte) 2);
      peer.endOutput();
    }, ErrorCode.MALFORMED, "the connection ended inside a frame, after 3 of its bytes");
  }

  @Test
  void shouldSurviveAConnectionThatIsCutInsideAFrame() throws Exception {
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.greet();
      peer.sendBytes((byte) 10, (byte) 1, (byte) 2);
    }
    assertThat(arm.nextReceived()).isEqualTo(ScriptedArm.Received.RELEASE);
    assertServesTheNext();
  }

  @Test
  void shouldRefuseAnOversizedFrameByItsLengthAlone() throws Exception {
    assertAnswered(peer -> peer.sendBytes((byte) 0x81, (byte) 0x20), ErrorCode.FRAME_TOO_LARGE,
        "a frame must have at most 4096 bytes, but announces 4097");
  }

  @Test
  void shouldStillBeHeardByAPeerThatGoesOnSendingItsOversizedFrame() throws Exception {
    assertAnswered(peer -> {
      peer.sendBytes((byte) 0xFF, (byte) 0xFF, (byte) 0x03);
      peer.sendBytes(new byte[65_535]);
    }, ErrorCode.FRAME_TOO_LARGE, "a frame must have at most 4096 bytes, but announces 65535");
  }

  @Test
  void shouldRefuseALyingLength() throws Exception {
    assertAnswered(peer -> peer.sendBytes((byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) 7),
        ErrorCode.FRAME_TOO_LARGE,
        "a frame must have at most 4096 bytes, but announces 2147483647");
    assertAnswered(peer -> peer.sendBytes((byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) -1),
        ErrorCode.MALFORMED, "a frame's length must be a varint of at most 5 bytes");
  }

  @Test
  void shouldNameBothVersionsToAControllerOfAnother() throws Exception {
    assertAnswered(peer -> peer.send(RawPeer.hello(7)), ErrorCode.WRONG_VERSION,
        "the bridge speaks protocol version 1, the controller version 7");
    assertThat(server.statistics().rejected()).isEqualTo(1);
  }

  @Test
  void shouldRefuseACommandBeforeHello() throws Exception {
    assertAnswered(peer -> peer.send(RawPeer.command(1, 0, JOINTS, 1)), ErrorCode.OUT_OF_ORDER,
        "a Command must come after the Hello that opens the session");
    assertAnswered(peer -> peer.send(Messages.RELEASE), ErrorCode.OUT_OF_ORDER,
        "a Release must come after the Hello");
  }

  @Test
  void shouldRefuseASecondHello() throws Exception {
    assertAnswered(peer -> {
      peer.greet();
      peer.send(RawPeer.hello(1));
    }, ErrorCode.OUT_OF_ORDER, "a session has one Hello");
  }

  @Test
  void shouldRefuseACommandOfTheWrongLength() throws Exception {
    assertAnswered(peer -> {
      peer.greet();
      peer.send(RawPeer.command(3, 0, JOINTS - 1, 1));
    }, ErrorCode.MALFORMED,
        "a Command must have one torque for each of the 7 joints, but 3 has 6");
  }

  @Test
  void shouldRefuseAnEmptyMessage() throws Exception {
    assertAnswered(peer -> peer.send(ToArm.getDefaultInstance()), ErrorCode.MALFORMED,
        "a message must be a Hello, Command, Release or Goodbye, but is empty");
  }

  @Test
  void shouldCloseConnectionsBeyondItsBound() throws Exception {
    List<RawPeer> peers = new ArrayList<>();
    for (int k = 0; k < 70; k++) {
      peers.add(new RawPeer(server.port()));
    }
    Peers.until("six are turned away", () -> server.statistics().rejected() == 6);
    Error error = peers.getLast().receiveError();
    assertThat(error.getCode()).isEqualTo(ErrorCode.BUSY);
    assertThat(error.getMessage()).isEqualTo("64 connections are open already");
    assertThatThrownBy(() -> Peers.connect(server)).isInstanceOf(BridgeException.class)
        .hasMessage("the bridge at 127.0.0.1:" + server.port()
            + " refused: BUSY: 64 connections are open already");
    for (RawPeer peer : peers) {
      peer.close();
    }
    Peers.until("the others are gone", () -> {
      try (RawPeer peer = new RawPeer(server.port())) {
        peer.send(RawPeer.hello(Protocol.VERSION));
        return peer.receive().hasWelcome();
      } catch (IOException | AssertionError e) {
        return false;
      }
    });
  }

  @Test
  void shouldServeOnAfterManyRandomPeers() throws Exception {
    Random random = new Random(20_261_122);
    for (int k = 0; k < 200; k++) {
      try (RawPeer peer = new RawPeer(server.port())) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
          peer.send(RawPeer.hello(Protocol.VERSION));
        }
        peer.sendBytes(bytes);
      }
    }
    Peers.until("all are dealt with", () -> server.statistics().connections() == 200);
    Peers.until("the arm is free", () -> {
      try {
        Peers.connect(server).close();
        return true;
      } catch (BridgeException e) {
        return false;
      }
    });
    assertServesTheNext();
  }
}
