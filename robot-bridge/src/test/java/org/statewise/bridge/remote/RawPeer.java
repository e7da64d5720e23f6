package org.statewise.bridge.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.statewise.proto.arm.Command;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.Hello;
import org.statewise.proto.arm.State;
import org.statewise.proto.arm.ToArm;
import org.statewise.proto.arm.Welcome;

/** The controller's side of the protocol on a plain blocking socket, able to break every rule. */
final class RawPeer implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;

  RawPeer(int port) throws IOException {
    this(port, 64 * 1024);
  }

  RawPeer(int port, int receiveBufferBytes) throws IOException {
    socket.setReceiveBufferSize(receiveBufferBytes);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(1000 * Peers.TIMEOUT_SECONDS);
    in = socket.getInputStream();
  }

  static ToArm hello(int version) {
    return ToArm.newBuilder()
        .setHello(Hello.newBuilder().setProtocolVersion(version).setClient("raw peer"))
        .build();
  }

  /** A command whose torques are all {@code torque}. */
  static ToArm command(long sequence, long stateSequence, int joints, double torque) {
    Command.Builder command = Command.newBuilder().setSequence(sequence)
        .setStateSequence(stateSequence);
    for (int j = 0; j < joints; j++) {
      command.addTau(torque);
    }
    return ToArm.newBuilder().setCommand(command).build();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  RawPeer send(ToArm message) throws IOException {
    message.writeDelimitedTo(socket.getOutputStream());
    return this;
  }

  RawPeer sendBytes(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  Welcome greet() throws IOException {
    send(hello(Protocol.VERSION));
    return receive().getWelcome();
  }

  FromArm receive() throws IOException {
    FromArm message = FromArm.parseDelimitedFrom(in);
    if (message == null) {
      throw new AssertionError("the bridge closed the connection without a word");
    }
    return message;
  }

  State receiveState() throws IOException {
    FromArm message = receive();
    if (!message.hasState()) {
      throw new AssertionError("expected a State, got " + message);
    }
    return message.getState();
  }

  /** Reads up to the Error, and that the bridge closes after it. */
  Error receiveError() throws IOException {
    FromArm message = receive();
    while (!message.hasError()) {
      message = receive();
    }
    if (FromArm.parseDelimitedFrom(in) != null) {
      throw new AssertionError("something came after the Error");
    }
    return message.getError();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
