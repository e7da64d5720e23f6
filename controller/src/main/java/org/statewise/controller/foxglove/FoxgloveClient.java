package org.statewise.controller.foxglove;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.statewise.controller.foxglove.ServerText.Level;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.WebSocketPeer;

/**
 * One client, on the server's thread. What it has not read yet waits in its connection up to a bound; above that it
 * loses messages, and is told how many when it has caught up.
 */
final class FoxgloveClient extends WebSocketPeer {
  private static final byte MESSAGE_DATA = 1;
  private static final byte TIME = 2;
  private static final int DATA_HEAD = 1 + Integer.BYTES + Long.BYTES;

  /** A client that reads nothing for so long is gone. */
  private static final long MAX_STALLED_NS = 30_000_000_000L;

  /** Whoever asks for what is not there, again and again, is no client. */
  private static final int MAX_REFUSED = 100;

  private final FoxgloveHub hub;
  private final Map<Topic, Long> subscriptions = new EnumMap<>(Topic.class);
  private long lost;
  private long readNs;
  private int refused;

  FoxgloveClient(FoxgloveHub hub) {
    this.hub = hub;
  }

  @Override
  protected void connected() {
    text(hub.serverInfo());
    text(hub.advertised());
    hub.clients().add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    hub.clients().remove(this);
    hub.look();
    context.fireChannelInactive();
  }

  /** Which topics it sees. */
  Set<Topic> sees() {
    return subscriptions.keySet();
  }

  /** Sends a message if it sees its topic and there is room. {@link #flush} lets it go. */
  void show(LiveMessage message) {
    Long id = subscriptions.get(message.topic());
    if (id == null) {
      return;
    }
    if (!channel().isWritable()) {
      lost++;
      hub.feed().leaveOut();
      return;
    }
    ByteBuf head = Unpooled.buffer(DATA_HEAD, DATA_HEAD).writeByte(MESSAGE_DATA)
        .writeIntLE(id.intValue()).writeLongLE(message.timeNs());
    var _ = channel().write(new BinaryWebSocketFrame(
        Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(message.bytes()))));
  }

  /**
   * Says the time, and what was left out, and lets go what was shown.
   *
   * @param timeNs of the run, ns since 1970
   * @param nowNs monotonic, of this machine
   */
  void flush(long timeNs, long nowNs) {
    if (channel().isWritable()) {
      readNs = nowNs;
      if (lost > 0) {
        text(ServerText.status(Level.WARNING, lost
            + " messages were left out, since this client reads too slowly"));
        lost = 0;
      }
      var _ = channel().write(new BinaryWebSocketFrame(
          Unpooled.buffer(1 + Long.BYTES).writeByte(TIME).writeLongLE(timeNs)));
    } else if (readNs != 0 && nowNs - readNs >= MAX_STALLED_NS) {
      var _ = channel().close();
    }
    channel().flush();
  }

  /** There is nothing more to be seen. */
  void end(String why) {
    close(WebSocketCloseStatus.NORMAL_CLOSURE, why);
  }

  private void text(String json) {
    send(ByteBufUtil.writeUtf8(channel().alloc(), json));
  }

  @Override
  protected void receivedBytes() {
    refuse(Level.ERROR, "not available: this server shows a run and takes no data");
  }

  @Override
  protected void received(String text) throws RefusedMessageException {
    switch (ClientRequest.parse(text)) {
      case ClientRequest.Subscribe asked -> {
        asked.subscriptions().forEach(this::subscribe);
        hub.look();
      }
      case ClientRequest.Unsubscribe asked -> {
        subscriptions.values().removeAll(asked.ids());
        hub.look();
      }
      case ClientRequest.Unavailable(String operation) -> refuse(Level.WARNING,
          "not available: this server knows subscribe and unsubscribe, but not " + operation);
    }
  }

  @Override
  protected void refused(RefusedMessageException why) {
    refuse(Level.ERROR, why.getMessage());
  }

  private void subscribe(ClientRequest.Subscription asked) {
    Topic topic = Topic.ofChannel(asked.channel());
    if (topic == null) {
      refuse(Level.ERROR, "refused: there is no channel " + asked.channel());
    } else if (subscriptions.containsValue(asked.id())) {
      refuse(Level.ERROR, "refused: there is a subscription " + asked.id() + " already");
    } else if (subscriptions.putIfAbsent(topic, asked.id()) != null) {
      refuse(Level.ERROR, "refused: " + topic.path() + " is subscribed to already");
    } else {
      hub.feed().missed(topic).forEach(this::show);
      channel().flush();
    }
  }

  private void refuse(Level level, String sentence) {
    refused++;
    if (refused > MAX_REFUSED) {
      close(WebSocketCloseStatus.POLICY_VIOLATION, "too many messages that are not available");
    } else if (channel().isWritable()) {
      text(ServerText.status(level, sentence));
    }
  }
}
