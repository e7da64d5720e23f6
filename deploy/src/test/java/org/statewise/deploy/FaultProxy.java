package org.statewise.deploy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.statewise.proto.fri.FRICommandMessage;

/**
 * A bad network between a cabinet of FRI 2.7 and its client on this host. From the client's first torque on it
 * loses a datagram each way and holds another back until the next one has passed it; many more it sends
 * twice, or once more after the next one. It counts datagrams, so that it depends on no clock.
 */
final class FaultProxy implements AutoCloseable {
  /**
   * How often a datagram does not come in time, each way: one is lost and one delayed. Both ends wait for each other,
   * so that each costs the five seconds after which a simulated cabinet goes on without an answer.
   */
  static final int LATE_EACH_WAY = 2;

  /** Which datagrams to the client, counted from its first torque; of those to the cabinet later ones. */
  private static final int LOST_AT = 100;
  private static final int DELAYED_AT = 300;
  private static final int TO_CABINET_LATER = 100;

  private static final int REPEATED_EVERY = 40;
  private static final int COPIED_EVERY = 60;

  /** Of FRI 2.7: the message's length before it and its checksum after it. */
  private static final int MARGIN_BYTES = 4;

  private final DatagramSocket towardsCabinet;
  private final DatagramSocket towardsClient;
  private final AtomicInteger late = new AtomicInteger();
  private volatile SocketAddress cabinet;
  private volatile boolean commanded;

  /** @param clientPort where the client listens; the cabinet is whoever speaks first */
  FaultProxy(int clientPort) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    towardsCabinet = new DatagramSocket(new InetSocketAddress(loopback, 0));
    towardsClient = new DatagramSocket(new InetSocketAddress(loopback, 0));
    SocketAddress client = new InetSocketAddress(loopback, clientPort);
    Thread.ofPlatform().daemon().start(() -> pump(() -> {
      DatagramPacket packet = receive(towardsCabinet);
      cabinet = packet.getSocketAddress();
      return packet;
    }, bytes -> towardsClient.send(new DatagramPacket(bytes, bytes.length, client)), 0));
    Thread.ofPlatform().daemon().start(() -> pump(() -> {
      DatagramPacket packet = receive(towardsClient);
      commanded = commanded || hasTorque(packet);
      return packet;
    }, bytes -> towardsCabinet.send(new DatagramPacket(bytes, bytes.length, cabinet)),
        TO_CABINET_LATER));
  }

  /** Where the cabinet is to send. */
  int port() {
    return towardsCabinet.getLocalPort();
  }

  /** Where the datagrams of one way come from. */
  private interface Source {
    DatagramPacket receive() throws IOException;
  }

  /** Where they go. */
  private interface Sink {
    void send(byte[] bytes) throws IOException;
  }

  private static DatagramPacket receive(DatagramSocket from) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    from.receive(packet);
    return packet;
  }

  private static boolean hasTorque(DatagramPacket packet) throws InvalidProtocolBufferException {
    ByteBuffer message = ByteBuffer.wrap(packet.getData(), MARGIN_BYTES,
        packet.getLength() - 2 * MARGIN_BYTES);
    return FRICommandMessage.parseFrom(message).getCommandData().getJointTorque().getValueList()
        .stream().anyMatch(tau -> tau != 0);
  }

  private void pump(Source source, Sink sink, int shift) {
    byte[] before = new byte[0];
    boolean isHeld = false;
    int count = 0;
    try {
      while (true) {
        DatagramPacket packet = source.receive();
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        count += commanded ? 1 : 0;
        if (commanded && (count == LOST_AT + shift || count == DELAYED_AT + shift)) {
          late.incrementAndGet();
          isHeld = count == DELAYED_AT + shift;
        } else {
          sink.send(bytes);
          if (commanded && count % REPEATED_EVERY == 0) {
            sink.send(bytes);
          }
          if (isHeld || (commanded && count > 1 && count % COPIED_EVERY == 0)) {
            sink.send(before);
            isHeld = false;
          }
        }
        before = bytes;
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  /** How many datagrams did not come in time so far. */
  int late() {
    return late.get();
  }

  @Override
  public void close() {
    towardsCabinet.close();
    towardsClient.close();
  }
}
