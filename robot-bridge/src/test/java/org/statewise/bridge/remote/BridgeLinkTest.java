package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.State;
import org.statewise.proto.arm.ToArm;
import org.statewise.proto.arm.Welcome;

/** The client against bridges that misbehave, and what a tick costs it. */
final class BridgeLinkTest {
  private static final int JOINTS = 2;
  private static final FromArm WELCOME = Messages.welcome(new ScriptedArm(JOINTS).info(),
      false);

  private final ServerSocket listener;
  private final JointState state = new JointState(JOINTS);
  private CompletableFuture<Void> played = new CompletableFuture<>();

  BridgeLinkTest() throws Exception {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws Exception {
    listener.close();
  }

  private interface Script {
    void play(Socket socket) throws Exception;
  }

  /**
   * Plays a bridge for one connection: reads the Hello, plays, and waits for the Goodbye or end.
   */
  private void bridge(Script script) {
    played = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> {
      try (Socket socket = listener.accept()) {
        ToArm received = ToArm.parseDelimitedFrom(socket.getInputStream());
        script.play(socket);
        played.complete(null);
        while (!socket.isClosed() && received != null && !received.hasGoodbye()) {
          received = ToArm.parseDelimitedFrom(socket.getInputStream());
        }
      } catch (Exception e) {
        played.completeExceptionally(e);
      }
    });
  }

  private static void send(Socket socket, FromArm... messages) throws Exception {
    for (FromArm message : messages) {
      message.writeDelimitedTo(socket.getOutputStream());
    }
  }

  private BridgeLink connect() throws BridgeException {
    return BridgeLink.connect("127.0.0.1", listener.getLocalPort(), Peers.TIMEOUT_MILLIS,
        Optional.empty());
  }

  private void assertRefused(Script script, String message) {
    bridge(script);
    assertThatThrownBy(this::connect).isInstanceOf(BridgeException.class)
        .hasMessageStartingWith("the bridge at 127.0.0.1:" + listener.getLocalPort() + message);
    assertThat(played).succeedsWithin(Duration.ofSeconds(Peers.TIMEOUT_SECONDS));
  }

  private static FromArm young(long sequence, long sampledNs, long sentNs) {
    return FromArm.newBuilder().setState(State.newBuilder().setSequence(sequence)
        .addQ(0).addQ(0).addQd(0).addQd(0).addTau(0).addTau(0)
        .setSampledNs(sampledNs).setSentNs(sentNs)).build();
  }

  @Test
  void shouldCountAStatesAgeFromItsArrivalUnlessItsBridgeReportsMore() throws Exception {
    bridge(socket -> send(socket, WELCOME, young(1, 0, 0), young(2, 5, 6)));
    try (BridgeLink link = connect()) {
      do {
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
        assertThat(state.ageOnArrivalNs).isZero();
        assertThat(state.ageErrorNs).isNegative();
      } while (state.sequence < 2);
    }
  }

  @Test
  void shouldReportThatNobodyListens() throws Exception {
    listener.close();
    assertThatThrownBy(this::connect).isInstanceOf(BridgeException.class)
        .hasMessageMatching("the bridge at 127.0.0.1:\\d+ cannot be reached: .*refused.*");
  }

  @Test
  void shouldGiveUpOnABridgeThatNeverAnswers() {
    CountDownLatch over = new CountDownLatch(1);
    bridge(socket -> over.await());
    assertThatThrownBy(
        () -> BridgeLink.connect("127.0.0.1", listener.getLocalPort(), 50, Optional.empty()))
        .isInstanceOf(BridgeException.class)
        .hasMessageEndingWith(" did not answer within 50 ms");
    over.countDown();
  }

  @Test
  void shouldReportWhyItWasRefused() {
    assertRefused(socket -> send(socket, Messages.error(ErrorCode.WRONG_VERSION, "no\nway")),
        " refused: WRONG_VERSION: no?way");
    assertRefused(socket -> send(socket, FromArm.newBuilder()
        .setWelcome(Welcome.newBuilder().setProtocolVersion(4)).build()),
        " speaks protocol version 4, this controller version 1");
  }

  @Test
  void shouldRefuseAnArmThatCannotBe() {
    assertRefused(socket -> send(socket, FromArm.newBuilder()
        .setWelcome(Welcome.newBuilder().setProtocolVersion(1).setArm("ghost")).build()),
        " describes no possible arm: an arm must have at least one joint, but ghost has none");
  }

  @Test
  void shouldRefuseWhatIsNoBridge() {
    assertRefused(socket -> socket.getOutputStream().write(new byte[]{-1, -1, -1, -1, 1}),
        " broke the protocol: a frame must have at most 65536 bytes");
    assertRefused(socket -> send(socket, state(1, 0, JOINTS)),
        " broke the protocol: a State came before the Welcome");
    assertRefused(Socket::close, " closed the connection before its Welcome");
  }

  @Test
  void shouldRefuseArgumentsThatCannotBeMeant() {
    assertThatThrownBy(() -> BridgeLink.connect("arm", 0, 100, Optional.empty()))
        .hasMessage("port must be within 1 and 65535, but is 0");
    assertThatThrownBy(() -> BridgeLink.connect(" ", 1, 100, Optional.empty()))
        .hasMessage("host must not be blank");
    assertThatThrownBy(() -> BridgeLink.connect("arm", 1, 0, Optional.empty()))
        .hasMessage("timeoutMillis must be positive, but is 0");
  }

  private static FromArm state(long sequence, double value, int joints) {
    State.Builder state = State.newBuilder().setSequence(sequence);
    for (int j = 0; j < joints; j++) {
      state.addQ(value).addQd(0).addTau(0);
    }
    return FromArm.newBuilder().setState(state).build();
  }

  private static FromArm stateOfUnknownMode(long sequence) {
    State.Builder state = state(sequence, 0, JOINTS).getState().toBuilder();
    return FromArm.newBuilder().setState(state.setModeValue(99)).build();
  }

  @Test
  void shouldDropAndCountStatesThatItCannotTrust() throws Exception {
    bridge(socket -> send(socket, WELCOME, state(5, 1, JOINTS + 1), state(5, Double.NaN, JOINTS),
        stateOfUnknownMode(5), state(5, 0.5, JOINTS), state(5, 0.6, JOINTS),
        state(4, 0.7, JOINTS)));
    try (BridgeLink link = connect()) {
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      assertThat(state.q).containsOnly(0.5);
      Peers.until("all states came", () -> link.staleStates() == 2);
      assertThat(link.malformedStates()).isEqualTo(3);
      assertThat(link.awaitState(state, link.nowNs())).isEqualTo(AwaitResult.LATE);
    }
  }

  @Test
  void shouldHandOutTheLastStateAndThenReportThatTheBridgeWentAway() throws Exception {
    bridge(socket -> {
      send(socket, WELCOME, state(1, 1, JOINTS));
      socket.close();
    });
    try (BridgeLink link = connect()) {
      Peers.until("the link is lost", () -> link.lossReason().isPresent());
      assertThat(link.lossReason().get()).endsWith(" closed the connection");
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.LOST);
      assertThat(link.send(new TorqueCommand(JOINTS))).isEqualTo(SendResult.LOST);
    }
  }

  @Test
  void shouldLoseABridgeThatBreaksTheProtocol() throws Exception {
    bridge(socket -> send(socket, WELCOME, WELCOME));
    try (BridgeLink link = connect()) {
      assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.LOST);
      assertThat(link.lossReason().get())
          .endsWith(" broke the protocol: a second Welcome came");
    }
  }

  @Test
  void shouldAllocateNothingOnTheControlThread() throws Exception {
    ScriptedArm arm = new ScriptedArm(JOINTS, ScriptedArm.PERIOD_NS, true);
    try (BridgeServer server = Peers.serve(arm); BridgeLink link = Peers.connect(server)) {
      arm.offerStates(1);
      TorqueCommand command = new TorqueCommand(JOINTS);
      long[] fresh = {0};
      long bytes = AllocationProbe.bytesPerCall(3_000, 500, () -> {
        if (Peers.await(link, state) == AwaitResult.FRESH) {
          fresh[0]++;
        }
        command.stateSequence = state.sequence;
        link.send(command);
      });
      assertThat(fresh[0]).isGreaterThanOrEqualTo(3_500);
      assertThat(bytes).isZero();
    }
  }
}
