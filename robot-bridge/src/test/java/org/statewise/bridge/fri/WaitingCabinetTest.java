package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;

/** A simulated cabinet in real time waits for the answers of a client that has answered before. */
final class WaitingCabinetTest {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int LATE_MILLIS = 20;

  private final ClientSession client = new ClientSession(new FriClientConfig("", 0, "", 0,
      Optional.empty(), FriFixture.ARM, "", true, false, 0, 1), new FriCounters());
  private final MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
  private final DatagramPacket received = new DatagramPacket(new byte[2048], 2048);
  private final byte[] answer = new byte[Framing.MAX_DATAGRAM_BYTES];
  private final DatagramSocket socket;

  WaitingCabinetTest() throws IOException {
    socket = new DatagramSocket(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0));
  }

  private FriCabinetServer cabinet(boolean strict) throws FriException {
    return FriCabinetServer.start(
        new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)),
        FriCabinetConfig.of(FriDialect.V2_7).withStrictTime(strict),
        (InetSocketAddress) socket.getLocalSocketAddress(), "127.0.0.1", 0);
  }

  /** The next message's sequence; -1 if none comes in time. */
  private int receive(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      socket.receive(received);
    } catch (SocketTimeoutException e) {
      return -1;
    }
    client.receive(received.getData(), received.getLength(), System.nanoTime(), false);
    new MonitoringCodec().decode(received.getData(), Framing.MARGIN_BYTES,
        received.getLength() - Framing.MARGIN_BYTES, message);
    return message.header.sequenceCounter;
  }

  private void answer() throws IOException {
    socket.send(new DatagramPacket(answer, client.ownAnswer(System.nanoTime(), answer),
        received.getSocketAddress()));
  }

  /** Answers each message as soon as it comes, until the cabinet has an answer in time. */
  private int beKnown() throws IOException {
    int sequence = -1;
    for (int i = 0; i < 20; i++) {
      sequence = receive(TIMEOUT_MILLIS);
      answer();
    }
    return sequence;
  }

  /** On a machine without time for this thread the cabinet stops waiting, as it must. */
  @Tag("realtime")
  @Test
  void shouldNotSpeakAgainBeforeItsMessageIsAnswered() throws Exception {
    try (socket; FriCabinetServer cabinet = cabinet(false)) {
      int sequence = beKnown();
      for (int i = 0; i < 10; i++) {
        assertThat(receive(TIMEOUT_MILLIS)).isEqualTo(++sequence);
        assertThat(receive(LATE_MILLIS)).isEqualTo(-1);
        answer();
      }
      // The wait for the last answer is counted before the next message is sent.
      assertThat(receive(TIMEOUT_MILLIS)).isEqualTo(++sequence);
      assertThat(cabinet.timeSlips()).isGreaterThanOrEqualTo(10);
      assertThat(cabinet.slippedNs()).isPositive();
    }
  }

  @Test
  void shouldGoOnWithoutAClientThatIsGone() throws Exception {
    try (socket; FriCabinetServer _ = cabinet(false)) {
      int sequence = beKnown();
      for (int i = 0; i < 10; i++) {
        assertThat(receive(TIMEOUT_MILLIS)).isGreaterThan(sequence);
      }
    }
  }

  @Test
  void shouldWaitForNobodyInStrictTime() throws Exception {
    try (socket; FriCabinetServer cabinet = cabinet(true)) {
      beKnown();
      for (int i = 0; i < 10; i++) {
        assertThat(receive(TIMEOUT_MILLIS)).isPositive();
      }
      assertThat(cabinet.timeSlips()).isZero();
    }
  }
}
