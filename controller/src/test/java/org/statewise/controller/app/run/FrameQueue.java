package org.statewise.controller.app.run;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A network between a controller and its bridge that keeps whole frames until a test lets them go. The
 * first frame of either side, its greeting, passes at once.
 */
final class FrameQueue implements AutoCloseable {
  private static final int MAX_WAIT_SECONDS = 60;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final BlockingQueue<byte[]> toBridge = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> toController = new LinkedBlockingQueue<>();
  private final int bridgePort;
  private volatile Socket controller = new Socket();
  private volatile Socket bridge = new Socket();

  FrameQueue(int bridgePort) throws IOException {
    this.bridgePort = bridgePort;
    Thread.ofPlatform().daemon().name("to-bridge").start(this::open);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void open() {
    try {
      controller = listener.accept();
      bridge = new Socket(InetAddress.getLoopbackAddress(), bridgePort);
      controller.setTcpNoDelay(true);
      bridge.setTcpNoDelay(true);
      Thread.ofPlatform().daemon().name("to-controller")
          .start(() -> keep(bridge, controller, toController));
      keep(controller, bridge, toBridge);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keep(Socket from, Socket to, BlockingQueue<byte[]> kept) {
    try {
      DataInputStream in = new DataInputStream(from.getInputStream());
      to.getOutputStream().write(frame(in));
      while (true) {
        kept.add(frame(in));
      }
    } catch (EOFException | SocketException e) {
      // An end of the connection: what is kept stays.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A varint and as many bytes as it says. */
  private static byte[] frame(DataInputStream in) throws IOException {
    byte[] head = new byte[5];
    int digits = 0;
    int length = 0;
    do {
      head[digits] = in.readByte();
      length |= (head[digits] & 0x7f) << (7 * digits);
    } while (head[digits++] < 0);
    byte[] frame = new byte[digits + length];
    System.arraycopy(head, 0, frame, 0, digits);
    in.readFully(frame, digits, length);
    return frame;
  }

  /** The next frame that left the bridge, once it has. */
  byte[] takeFromBridge() throws InterruptedException {
    return take(toController);
  }

  /** The next frame that left the controller, once it has. */
  byte[] takeFromController() throws InterruptedException {
    return take(toBridge);
  }

  private static byte[] take(BlockingQueue<byte[]> kept) throws InterruptedException {
    byte[] frame = kept.poll(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame came within " + MAX_WAIT_SECONDS + " s");
    }
    return frame;
  }

  /** Lets a frame go on to the controller. */
  void deliverToController(byte[] frame) throws IOException {
    deliver(controller, frame);
  }

  /** Lets a frame go on to the bridge. */
  void deliverToBridge(byte[] frame) throws IOException {
    deliver(bridge, frame);
  }

  private static void deliver(Socket to, byte[] frame) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write(frame);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    controller.close();
    bridge.close();
  }
}
