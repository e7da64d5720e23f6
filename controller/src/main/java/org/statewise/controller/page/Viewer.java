package org.statewise.controller.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.Sentences;
import org.statewise.controller.web.WebSocketPeer;

/**
 * One browser, on the page's thread. What it has not read yet waits in its connection up to a bound; above that
 * frames are left out, and events wait, until it has caught up.
 */
final class Viewer extends WebSocketPeer {
  /** A browser that reads nothing for so long is gone. */
  private static final long MAX_STALLED_NS = 30_000_000_000L;

  /** Whoever guesses tokens has to connect again and again. */
  private static final int MAX_WRONG_TOKENS = 5;

  /** Commands on their way, of one browser. */
  private static final int MAX_UNANSWERED = 16;

  private final PageSource source;
  private long toldEvents;
  private long stalledSinceNs;
  private boolean stalled;
  private int wrongTokens;
  private int unanswered;

  Viewer(PageSource source) {
    this.source = source;
  }

  @Override
  protected void connected() {
    send(Unpooled.wrappedBuffer(source.hello()));
    source.viewers().add(this);
    tellEvents();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    source.viewers().remove(this);
    context.fireChannelInactive();
  }

  /** Shows a frame, or leaves it out; {@code encoded} stays the caller's. */
  void show(ByteBuf encoded, long nowNs) {
    if (channel().isWritable()) {
      stalled = false;
      send(encoded.retainedDuplicate());
      return;
    }
    if (!stalled) {
      stalled = true;
      stalledSinceNs = nowNs;
    } else if (nowNs - stalledSinceNs >= MAX_STALLED_NS) {
      var _ = channel().close();
    }
  }

  /** Tells what happened since it was last told. */
  void tellEvents() {
    if (!channel().isWritable()) {
      return;
    }
    List<PageEvent> events = source.feed().eventsAfter(toldEvents);
    if (!events.isEmpty()) {
      toldEvents = events.getLast().number();
      send(Unpooled.wrappedBuffer(PageJson.events(events)));
    }
  }

  /** The run is over. */
  void end() {
    tellEvents();
    close(WebSocketCloseStatus.NORMAL_CLOSURE, "the run has ended");
  }

  @Override
  protected void received(String text) throws RefusedMessageException {
    command(ClientMessage.parse(text));
  }

  @Override
  protected void refused(RefusedMessageException why) {
    reply("", new PageCommands.Answer("", false, why.getMessage()));
  }

  private void command(ClientMessage message) throws RefusedMessageException {
    if (!source.token().is(message.token())) {
      wrongTokens++;
      reply(message.verb(), new PageCommands.Answer("", false, "refused: the token is "
          + (message.token().isEmpty() ? "missing" : "wrong")
          + "; the address that the run printed at its start has it"));
      if (wrongTokens >= MAX_WRONG_TOKENS) {
        close(WebSocketCloseStatus.POLICY_VIOLATION, "too many wrong tokens");
      }
      return;
    }
    if (message.verb().equals("stop")) {
      source.commands().stop();
    }
    if (!ClientMessage.VERBS.contains(message.verb())) {
      throw new RefusedMessageException("not available: a page commands "
          + String.join(", ", ClientMessage.VERBS) + ", but not "
          + Sentences.shortened(message.verb()));
    }
    if (unanswered >= MAX_UNANSWERED) {
      throw new RefusedMessageException("busy: " + MAX_UNANSWERED + " commands wait already");
    }
    unanswered++;
    source.commands().take(message.verb(), message.command(),
        answer -> channel().eventLoop().execute(() -> {
          unanswered--;
          reply(message.verb(), answer);
        }));
  }

  private void reply(String verb, PageCommands.Answer answer) {
    send(Unpooled.wrappedBuffer(PageJson.reply(Sentences.shortened(verb), answer)));
  }
}
