package org.statewise.controller.foxglove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.web.OriginCheck;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

/** A server without a network or a thread: ticks by hand, and clients that read or do not. */
final class FoxgloveWorld {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  static final long START_NS = START.getEpochSecond() * 1_000_000_000L;
  static final long PERIOD_NS = 4_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  final ArmModel arm = ShippedArms.load("iiwa7");
  final FoxgloveFeed feed = new FoxgloveFeed(
      new RunSubject(arm.joints().stream().map(JointModel::name).toList(), Optional.of(arm),
          List.of("torque")),
      _ -> new Motion("lift", 3), InstantSource.fixed(START));
  final FoxgloveHub hub = new FoxgloveHub(feed, "statewise iiwa7");
  final TickRecord tick = new TickRecord(7);
  long nowNs = 1;

  /** A tick comes, 4 ms after the last. */
  void tick() {
    tick.tick++;
    tick.nowNs = 77_000_000_000L + tick.tick * PERIOD_NS;
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    tick.motion = 1;
    tick.state.q[0] = tick.tick;
    feed.accept(tick);
  }

  void round() {
    nowNs += 10_000_000;
    hub.round(nowNs);
  }

  /** Bytes of a message's data. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Data(long subscription, long timeNs, byte[] bytes) {}

  /** A client's connection. */
  final class Client {
    private final EmbeddedChannel channel;
    private final EmbeddedChannel toServer = new EmbeddedChannel(
        new WebSocket13FrameEncoder(true));
    private final EmbeddedChannel fromServer = new EmbeddedChannel(
        new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false)
            .maxFramePayloadLength(1 << 20).build()));
    final List<JsonNode> texts = new ArrayList<>();
    final List<Data> data = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    String closed = "";
    boolean reads = true;
    private boolean upgraded;

    Client() {
      channel = new EmbeddedChannel() {
        @Override
        public SocketAddress localAddress() {
          return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8765);
        }

        @Override
        public boolean isWritable() {
          return reads && super.isWritable();
        }
      };
      FoxgloveServer.addHandlers(channel.pipeline(),
          new OriginCheck("127.0.0.1", ClientHandshake::isViewer), hub);
    }

    /** Sends bytes and gives what came back as text. */
    String request(String text) {
      channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
      channel.runPendingTasks();
      StringBuilder answer = new StringBuilder();
      ByteBuf part;
      while (!upgraded && (part = channel.readOutbound()) != null) {
        String read = part.toString(StandardCharsets.UTF_8);
        answer.append(read);
        part.release();
        upgraded = read.startsWith("HTTP/1.1 101");
      }
      return answer.toString();
    }

    Client connect() {
      request(upgrade("127.0.0.1:8765", "", "foxglove.sdk.v1"));
      if (!upgraded) {
        throw new IllegalStateException("the WebSocket was not opened");
      }
      return this;
    }

    Client subscribe(long id, Topic topic) {
      send("{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":%d,\"channelId\":%d}]}".formatted(id,
          topic.channel()));
      return this;
    }

    void send(String message) {
      send(new TextWebSocketFrame(message));
    }

    void send(WebSocketFrame frame) {
      toServer.writeOutbound(frame);
      for (ByteBuf part = toServer.readOutbound(); part != null; part = toServer.readOutbound()) {
        channel.writeInbound(part);
      }
      channel.runPendingTasks();
    }

    /** Takes what came since the last call. */
    Client receive() throws IOException {
      for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
        fromServer.writeInbound(part);
      }
      WebSocketFrame frame;
      while ((frame = fromServer.readInbound()) != null) {
        switch (frame) {
          case TextWebSocketFrame text -> texts.add(JSON.readTree(text.text()));
          case BinaryWebSocketFrame binary -> binary(binary.content());
          case CloseWebSocketFrame close -> closed = close.reasonText();
          default -> throw new IllegalStateException("unexpected " + frame);
        }
        frame.release();
      }
      return this;
    }

    private void binary(ByteBuf content) {
      if (content.readByte() == 1) {
        long id = content.readUnsignedIntLE();
        long timeNs = content.readLongLE();
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        data.add(new Data(id, timeNs, bytes));
      } else {
        times.add(content.readLongLE());
      }
    }

    boolean isOpen() {
      return channel.isOpen();
    }
  }

  static String upgrade(String host, String origin, String protocol) {
    return "GET / HTTP/1.1\r\n" + (host.isEmpty() ? "" : "Host: " + host + "\r\n")
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n")
        + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "\r\n";
  }
}
