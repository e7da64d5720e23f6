package org.statewise.bridge.fri;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;

/** A link, and a simulated cabinet that a test steps message by message over a socket. */
abstract class FriLinkFixture {
  final Cabinet cabinet = new Cabinet(
      new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)),
      FriCabinetConfig.of(FriDialect.V2_7));

  final JointState state = new JointState(FriFixture.JOINTS);

  final byte[] message = new byte[Framing.MAX_DATAGRAM_BYTES];

  final DatagramPacket received = new DatagramPacket(new byte[2048], 2048);

  final DatagramSocket robot;

  final int port;

  FriLink link;

  boolean flips;

  FriLinkFixture() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    robot = new DatagramSocket(new InetSocketAddress(loopback, 0));
    robot.setSoTimeout(10);
    try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      port = probe.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    if (link != null) {
      link.close();
    }
    robot.close();
  }

  FriClientConfig config() {
    return new FriClientConfig("127.0.0.1", port, "127.0.0.1", 0, Optional.empty(), FriFixture.ARM,
        "", true, false, 0, 20_000);
  }

  DatagramPacket packet(byte[] bytes, int length) throws IOException {
    return new DatagramPacket(bytes, length,
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port));
  }

  /** Sends the next message and takes the answer if one comes. */
  boolean step() throws IOException {
    int length = cabinet.step(1, message);
    if (flips) {
      MonitoringMessage report = new MonitoringMessage(FriFixture.JOINTS);
      new MonitoringCodec().decode(message, 4, length - 4, report);
      KukaSigns.flipMeasuredInto(report.measuredTau.value.clone(), report.measuredTau.value);
      length = new Framing().close(message, new MonitoringCodec().encode(report, message, 4));
    }
    robot.send(packet(message, length));
    return takeAnswer();
  }

  boolean takeAnswer() throws IOException {
    try {
      robot.receive(received);
      cabinet.receive(received.getData(), received.getLength());
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  /**
   * Takes the answers that came too late for their messages: with one of them waiting, each step would take
   * the answer to the message before, and a cabinet that is always answered late lets nobody command.
   */
  void drain() throws IOException {
    robot.setSoTimeout(200);
    while (takeAnswer()) {
      // They came late for the cabinet as well.
    }
    robot.setSoTimeout(20_000);
  }

  void open() throws Exception {
    open(config());
  }

  void open(FriClientConfig config) throws Exception {
    CompletableFuture<FriLink> opening = CompletableFuture.supplyAsync(() -> {
      try {
        return FriLink.open(config);
      } catch (FriException e) {
        throw new CompletionException(e);
      }
    });
    while (!opening.isDone()) {
      step();
    }
    link = opening.join();
  }
}
