package org.statewise.controller.page;

import io.netty.buffer.Unpooled;
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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.RequestTimeout;

/** One browser that sees a recording, with a player of its own, on the page's thread. */
final class RecordingViewer extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingViewer.class);

  private final RecordingContent content;
  private final Set<RecordingViewer> viewers;
  private Channel channel;
  private RecordingPlayer player;
  /** The last seek that waits until the browser has read what it got; a slider asks for many. */
  private PlayerRequest.Seek waiting;
  private RecordingPlayer.State told;

  /** @param viewers those that are connected now; changed by them */
  RecordingViewer(RecordingContent content, Set<RecordingViewer> viewers) {
    this.content = content;
    this.viewers = viewers;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws IOException {
    if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
      channel = context.channel();
      if (channel.pipeline().get(RequestTimeout.class) != null) {
        channel.pipeline().remove(RequestTimeout.class);
      }
      player = content.player();
      send(content.hello());
      send(PageJson.events(content.events()));
      viewers.add(this);
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws IOException {
    viewers.remove(this);
    if (player != null) {
      player.close();
    }
    context.fireChannelInactive();
  }

  /** Goes on as far as time has. A browser that reads slowly gets fewer frames. */
  void round(long nowNs) {
    if (waiting != null && channel.isWritable()) {
      PlayerRequest.Seek seek = waiting;
      waiting = null;
      send(RecordingJson.history(player.seek(seek.seconds(), seek.windowSeconds(), nowNs)));
      tell();
      return;
    }
    player.advance(nowNs).ifPresent(frame -> {
      if (channel.isWritable()) {
        send(frame);
      }
    });
    RecordingPlayer.State state = player.state();
    if (told == null || told.playing() != state.playing()
        || !told.failure().equals(state.failure())) {
      tell();
    }
  }

  private void tell() {
    told = player.state();
    send(RecordingJson.player(told));
  }

  /** The program that shows the recording ends. */
  void end() {
    channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE,
        "the program that showed this recording has ended"))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void send(byte[] json) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(json)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!(frame instanceof TextWebSocketFrame text)) {
      channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_MESSAGE_TYPE,
          "a message must be text")).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    try {
      switch (PlayerRequest.parse(text.text())) {
        case PlayerRequest.Play(double speed) -> {
          player.play(speed, System.nanoTime());
          tell();
        }
        case PlayerRequest.Pause _ -> {
          player.pause();
          tell();
        }
        case PlayerRequest.Seek seek -> waiting = seek;
      }
    } catch (RefusedMessageException e) {
      if (channel.isWritable()) {
        send(PageJson.reply("", new PageCommands.Answer("", false, e.getMessage())));
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A browser that vanished, or a message that is too long or no WebSocket's, or a file that is gone.
    LOG.debug("a browser's connection ends", cause);
    var _ = context.close();
  }
}
