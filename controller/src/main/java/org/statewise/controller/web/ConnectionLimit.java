package org.statewise.controller.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.HashSet;
import java.util.Set;

/**
 * Closes what comes above so many connections, before a byte of it is read. Shared by the connections
 * of one endpoint, whose single thread calls it.
 */
@Sharable
public final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private final int most;
  private final Set<ChannelId> open = new HashSet<>();

  /** Lets at most {@code most} be open at once. */
  public ConnectionLimit(int most) {
    this.most = most;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (open.size() >= most) {
      var _ = context.close();
      return;
    }
    open.add(context.channel().id());
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    open.remove(context.channel().id());
    context.fireChannelInactive();
  }
}
