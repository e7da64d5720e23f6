package org.statewise.bridge.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The listening socket, whose connections can be sent a last frame before anything is allocated for
 * them: one system call each, no pipeline and no work of an event loop.
 */
final class BridgeListener extends NioServerSocketChannel {
  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    SocketChannel socket = javaChannel().accept();
    if (socket == null) {
      return 0;
    }
    try {
      accepted.add(new Connection(this, socket));
      return 1;
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** The bytes of a frame that stays the same. */
  static ByteString frame(MessageLite message) {
    ByteString.Output bytes = ByteString.newOutput();
    try {
      message.writeDelimitedTo(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written to", e);
    }
    return bytes.toByteString();
  }

  /** Writes to a connection that no event loop has yet, and that is to be closed. */
  static void sendNow(Channel connection, ByteString frame) {
    if (connection instanceof Connection accepted) {
      accepted.sendNow(frame);
    }
  }

  private static final class Connection extends NioSocketChannel {
    Connection(Channel parent, SocketChannel socket) {
      super(parent, socket);
    }

    void sendNow(ByteString frame) {
      try {
        // The send buffer is empty, so all of it fits or the peer is gone.
        javaChannel().write(frame.asReadOnlyByteBuffer());
      } catch (IOException e) {
        // The peer is gone already.
      }
    }
  }
}
