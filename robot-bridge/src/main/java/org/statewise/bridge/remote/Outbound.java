package org.statewise.bridge.remote;

import com.google.protobuf.MessageLite;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * The ways to send and close, without futures: what fails on a connection shows once, in its
 * handler's {@code exceptionCaught} or {@code channelInactive}.
 */
// Ignoring the futures is this class's purpose.
@SuppressWarnings("FutureReturnValueIgnored")
final class Outbound {
  private Outbound() {}

  static void send(Channel channel, MessageLite message) {
    channel.writeAndFlush(message, channel.voidPromise());
  }

  static void close(Channel channel) {
    channel.close();
  }

  /**
   * Closes a connection so that its last frame arrives. A socket that is closed while bytes of the
   * peer lie unread resets the connection, and the reset overtakes what was sent: a peer that goes
   * on sending would never read the error that it was sent. So the output is closed first, the
   * peer's bytes are read on and ignored, and the rest follows when the peer closes or after a
   * second.
   */
  static void sendLast(Channel channel, MessageLite last) {
    // From now on, not from the end of the write: a peer that does not read would hold it up.
    var forced = channel.eventLoop().schedule(() -> close(channel), Protocol.LINGER_MILLIS,
        TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> forced.cancel(false));
    channel.writeAndFlush(last).addListener(written -> {
      if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
        closeOutput(duplex);
      } else {
        close(channel);
      }
    });
  }

  private static void closeOutput(DuplexChannel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      channel.shutdownOutput();
    } else {
      // Sends TLS's own end mark; the peer answers it by closing.
      tls.closeOutbound();
    }
  }

  /** Ends the I/O threads and all connections they serve; waits for them a second at most. */
  static void stop(EventLoopGroup io) {
    io.shutdownGracefully(0, Protocol.LINGER_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(Protocol.LINGER_MILLIS);
  }
}
