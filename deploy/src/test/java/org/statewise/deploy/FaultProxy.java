package org.statewise.deploy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad network between two ends of UDP on this host: it loses, repeats and delays datagrams both
 * ways, those delayed until the next one has passed them. Seeded, though the ends are not.
 */
final class FaultProxy implements AutoCloseable {
  /** One in so many is lost; where both ends wait for each other, that costs a second. */
  private static final int LOST_ONE_IN = 600;

  /** So many of that number are delayed, which costs as much, and as many repeated. */
  private static final int OTHERS = 3;

  private final DatagramSocket towardsFirst;
  private final DatagramSocket towardsSecond;
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger delayed = new AtomicInteger();
  private volatile SocketAddress first;

  /** @param second where what the first end sends goes; the first end is whoever speaks first */
  FaultProxy(int second) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    towardsFirst = new DatagramSocket(new InetSocketAddress(loopback, 0));
    towardsSecond = new DatagramSocket(new InetSocketAddress(loopback, 0));
    SocketAddress to = new InetSocketAddress(loopback, second);
    Thread.ofPlatform().daemon().start(() -> pump(towardsFirst, towardsSecond, to, 1));
    Thread.ofPlatform().daemon().start(() -> pump(towardsSecond, towardsFirst, null, 2));
  }

  /** Where the first end is to send. */
  int port() {
    return towardsFirst.getLocalPort();
  }

  private void pump(DatagramSocket from, DatagramSocket by, SocketAddress to, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[2048];
    byte[] late = new byte[0];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        from.receive(packet);
        if (to != null) {
          first = packet.getSocketAddress();
        }
        SocketAddress target = to == null ? first : to;
        int fate = random.nextInt(LOST_ONE_IN);
        if (fate == 0) {
          lost.incrementAndGet();
        } else if (fate <= OTHERS && late.length == 0) {
          delayed.incrementAndGet();
          late = Arrays.copyOf(bytes, packet.getLength());
        } else {
          by.send(new DatagramPacket(bytes, packet.getLength(), target));
          if (fate > OTHERS && fate <= 2 * OTHERS) {
            repeated.incrementAndGet();
            by.send(new DatagramPacket(bytes, packet.getLength(), target));
          }
          if (late.length > 0) {
            by.send(new DatagramPacket(late, late.length, target));
            late = new byte[0];
          }
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  /** How many datagrams were lost, repeated and delayed so far. */
  int faults() {
    return lost.get() + repeated.get() + delayed.get();
  }

  @Override
  public void close() {
    towardsFirst.close();
    towardsSecond.close();
  }
}
