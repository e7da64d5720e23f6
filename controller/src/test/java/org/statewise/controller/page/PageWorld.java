package org.statewise.controller.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.TestArms;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.page.PageFiles.PageFile;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.controller.web.OriginCheck;
import org.statewise.models.arm.ShippedArms;

/** A page without a network or a thread: ticks by hand, a browser that reads or does not, and a target. */
final class PageWorld implements PageCommands {
  static final String TOKEN = "0123456789abcdef";
  static final ObjectMapper JSON = new ObjectMapper();

  final PageFeed feed = new PageFeed(7, 2, true);
  final List<String> taken = new ArrayList<>();
  final TickRecord tick = new TickRecord(7);
  final PageSource source = new PageSource(feed, PageJson.hello(subject()), new PageToken(TOKEN),
      this, new HashSet<>());
  int stops;
  long nowNs;

  static PageSubject subject() {
    return new PageSubject(TestArms.infoOf(TestArms.model("iiwa7"), true),
        Optional.of(ShippedArms.load("iiwa7")), List.of("torque", "velocity"), true,
        new PageSubject.Labels("1.2", "sim", "rigid-body", "network", "none", "squared"));
  }

  static RunStatistics.Status figures() {
    return new RunStatistics.Status(1, LoopPhase.RUNNING, new Motion("lift", 3), 0.5, 0.01, 0.25,
        0.75, Double.NaN, 40);
  }

  /** A tick comes, 4 ms after the last. */
  void tick() {
    tick.tick++;
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    tick.motion = 1;
    tick.state.armTimeNs = tick.tick * 4_000_000;
    tick.latencyNs = 40_000;
    feed.accept(tick);
  }

  void round() {
    nowNs += 50_000_000;
    PageServer.round(source, figures(), nowNs);
  }

  @Override
  public void stop() {
    stops++;
  }

  @Override
  public void take(String verb, byte[] command, Consumer<Answer> answer) {
    taken.add(verb + " " + new String(command, StandardCharsets.UTF_8));
    answer.accept(new Answer("id-1", true, "holding"));
  }

  @Override
  public void poll() {}

  /** A browser's connection. */
  final class Browser {
    private final EmbeddedChannel channel;
    private final EmbeddedChannel toServer = new EmbeddedChannel(
        new WebSocket13FrameEncoder(true));
    private final EmbeddedChannel fromServer = new EmbeddedChannel(
        new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false)
            .maxFramePayloadLength(1 << 22).build()));
    private boolean upgraded;
    boolean reads = true;

    Browser() throws IOException {
      this(new Shown.Live(source, PageWorld::figures));
    }

    Browser(Shown shown) throws IOException {
      Map<String, PageFile> files = Map.of("/",
          new PageFile("text/html; charset=utf-8", "<html>".getBytes(StandardCharsets.UTF_8)));
      channel = new EmbeddedChannel() {
        @Override
        public SocketAddress localAddress() {
          return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
        }

        @Override
        public boolean isWritable() {
          return reads && super.isWritable();
        }
      };
      PageServer.addHandlers(channel.pipeline(), files, new OriginCheck("127.0.0.1"),
          shown);
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

    Browser connect() {
      request(upgrade("127.0.0.1:8080", "http://127.0.0.1:8080"));
      if (!upgraded) {
        throw new IllegalStateException("the WebSocket was not opened");
      }
      return this;
    }

    void send(String message) {
      toServer.writeOutbound(new TextWebSocketFrame(message));
      for (ByteBuf part = toServer.readOutbound(); part != null; part = toServer.readOutbound()) {
        channel.writeInbound(part);
      }
      channel.runPendingTasks();
    }

    /** What came since the last call: messages, and the reason of a close. */
    List<JsonNode> received() throws IOException {
      for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
        fromServer.writeInbound(part);
      }
      List<JsonNode> messages = new ArrayList<>();
      WebSocketFrame frame;
      while ((frame = fromServer.readInbound()) != null) {
        switch (frame) {
          case TextWebSocketFrame text -> messages.add(JSON.readTree(text.text()));
          case CloseWebSocketFrame close -> messages.add(JSON.createObjectNode()
              .put("type", "close").put("reason", close.reasonText()));
          default -> throw new IllegalStateException("unexpected " + frame);
        }
        frame.release();
      }
      return messages;
    }

    boolean isOpen() {
      return channel.isOpen();
    }
  }

  static String upgrade(String host, String origin) {
    return "GET /live HTTP/1.1\r\n" + (host.isEmpty() ? "" : "Host: " + host + "\r\n")
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "\r\n";
  }
}
