package org.statewise.bridge.remote;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;

/**
 * Refuses connections before anything is allocated for them: those above a number at once, since
 * each may hold one frame's memory, and those above a number a second, since each costs time of the
 * thread that sends states. It is a handler in the listening channel's pipeline, which passes it
 * each connection before its registration.
 */
final class AcceptLimit extends ChannelInboundHandlerAdapter {
  /** More connections than this are not open at once. */
  static final int MAX_CONNECTIONS = 64;

  private final ChannelGroup connections;
  private final TokenBucket bucket;
  private final BridgeCounters counters;
  private final BridgeLog log;

  /** @param connections those that are open; it is added to here */
  AcceptLimit(ChannelGroup connections, TokenBucket bucket, BridgeCounters counters,
      BridgeLog log) {
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
      turnAway(connection, MAX_CONNECTIONS + " connections are open already");
    } else if (!bucket.take()) {
      turnAway(connection, "too many connections come in a second");
    } else {
      connections.add(connection);
      ctx.fireChannelRead(accepted);
    }
  }

  private void turnAway(Channel connection, String reason) {
    counters.rejected.incrementAndGet();
    log.turnedAway(connection, reason);
    connection.unsafe().closeForcibly();
  }
}
