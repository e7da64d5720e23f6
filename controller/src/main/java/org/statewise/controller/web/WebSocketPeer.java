package org.statewise.controller.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that has connected by WebSocket and speaks in texts. All of it runs on the server's thread. */
public abstract class WebSocketPeer extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketPeer.class);

  private Channel channel;

  /** It is connected from now on: {@link #channel} is there. */
  protected abstract void connected() throws IOException;

  /** It said something. */
  protected abstract void received(String text) throws RefusedMessageException;

  /** What it said is refused. */
  protected abstract void refused(RefusedMessageException why);

  /** It sent bytes that are no text, and is sent away for it. */
  protected void receivedBytes() {
    close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "a message must be text");
  }

  /** Its connection; null before {@link #connected}. */
  protected final Channel channel() {
    return channel;
  }

  /** Sends {@code text}, UTF-8, which is released. */
  protected final void send(ByteBuf text) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(text));
  }

  /** Says why, and closes the connection. */
  protected final void close(WebSocketCloseStatus status, String why) {
    channel.writeAndFlush(new CloseWebSocketFrame(status, why))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public final void userEventTriggered(ChannelHandlerContext context, Object event)
      throws IOException {
    if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
      channel = context.channel();
      if (channel.pipeline().get(RequestTimeout.class) != null) {
        channel.pipeline().remove(RequestTimeout.class);
      }
      connected();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  protected final void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!(frame instanceof TextWebSocketFrame text)) {
      receivedBytes();
      return;
    }
    try {
      received(text.text());
    } catch (RefusedMessageException e) {
      refused(e);
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // One that vanished, or a message that is too long or no WebSocket's: it gets no more.
    LOG.debug("a WebSocket ends", cause);
    var _ = context.close();
  }
}
