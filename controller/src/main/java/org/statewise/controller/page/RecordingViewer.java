package org.statewise.controller.page;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.util.Set;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.WebSocketPeer;

/** One browser that sees a recording, with a player of its own, on the page's thread. */
final class RecordingViewer extends WebSocketPeer {
  private final RecordingContent content;
  private final Set<RecordingViewer> viewers;
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
  protected void connected() throws IOException {
    player = content.player();
    send(content.hello());
    send(PageJson.events(content.events()));
    viewers.add(this);
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
    if (waiting != null && channel().isWritable()) {
      PlayerRequest.Seek seek = waiting;
      waiting = null;
      send(RecordingJson.history(player.seek(seek.seconds(), seek.windowSeconds(), nowNs)));
      tell();
      return;
    }
    player.advance(nowNs).ifPresent(frame -> {
      if (channel().isWritable()) {
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
    close(WebSocketCloseStatus.NORMAL_CLOSURE,
        "the program that showed this recording has ended");
  }

  private void send(byte[] json) {
    send(Unpooled.wrappedBuffer(json));
  }

  @Override
  protected void received(String text) throws RefusedMessageException {
    switch (PlayerRequest.parse(text)) {
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
  }

  @Override
  protected void refused(RefusedMessageException why) {
    if (channel().isWritable()) {
      send(PageJson.reply("", new PageCommands.Answer("", false, why.getMessage())));
    }
  }
}
