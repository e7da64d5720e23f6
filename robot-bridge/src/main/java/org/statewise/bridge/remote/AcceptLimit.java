package org.statewise.bridge.remote;

import com.google.protobuf.ByteString;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import org.statewise.proto.arm.ErrorCode;

/**
 * Refuses connections before anything is allocated for them: those above a number at once, since
 * each may hold one frame's memory, and those above a number a second, since each costs time of the
 * thread that sends states. Each is sent the reason, unless it speaks TLS. It is a handler in the
 * listening channel's pipeline, which passes it each connection before its registration.
 */
final class AcceptLimit extends ChannelInboundHandlerAdapter {
  /** More connections than this are not open at once. */
  static final int MAX_CONNECTIONS = 64;

  private enum Refusal {
    TOO_MANY(MAX_CONNECTIONS + " connections are open already"),
    TOO_FAST("too many connections come in a second");

    private final String reason;
    private final ByteString frame;

    Refusal(String reason) {
      this.reason = reason;
      frame = BridgeListener.frame(Messages.error(ErrorCode.BUSY, reason));
    }
  }

  private final boolean sendsReason;
  private final ChannelGroup connections;
  private final TokenBucket bucket;
  private final BridgeCounters counters;
  private final BridgeLog log;

  /**
   * @param sendsReason whether peers read what is not encrypted
   * @param connections those that are open; it is added to here
   */
  AcceptLimit(boolean sendsReason, ChannelGroup connections, TokenBucket bucket,
      BridgeCounters counters, BridgeLog log) {
    this.sendsReason = sendsReason;
    this.connections = connections;
    this.bucket = bucket;
    this.counters = counters;
    this.log = log;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    Channel connection = (Channel) accepted;
    counters.connections.incrementAndGet();
    if (connections.size() >= MAX_CONNECTIONS) {
      refuse(connection, Refusal.TOO_MANY);
    } else if (!bucket.take()) {
      refuse(connection, Refusal.TOO_FAST);
    } else {
      connections.add(connection);
      ctx.fireChannelRead(accepted);
    }
  }

  private void refuse(Channel connection, Refusal refusal) {
    counters.rejected.incrementAndGet();
    log.refusedConnection(connection, refusal.reason);
    if (sendsReason) {
      BridgeListener.sendNow(connection, refusal.frame);
    }
    connection.unsafe().closeForcibly();
  }
}
