package org.statewise.controller.foxglove;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import org.statewise.controller.web.OriginCheck;
import org.statewise.controller.web.WebSocketServer;

/**
 * The thread {@code statewise-foxglove}: shows ticks to Foxglove and Lichtblick by their WebSocket protocol. It takes
 * nothing: no client can change a run.
 */
public final class FoxgloveServer implements AutoCloseable {
  private static final int MAX_CLIENTS = 8;
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** About a second of everything may wait for a client; above that it loses messages. */
  private static final WebSocketServer.Settings SETTINGS = new WebSocketServer.Settings(
      "Foxglove's server", "statewise-foxglove", 10, 32, 10,
      new WriteBufferWaterMark(128 * 1024, 512 * 1024), 128 * 1024);

  private final FoxgloveHub hub;
  private final WebSocketServer server;

  private FoxgloveServer(FoxgloveHub hub, WebSocketServer server) {
    this.hub = hub;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param address where to listen; port 0 for any
   * @param name what clients are told that they see
   * @throws IOException if the address cannot be listened on, in one sentence
   */
  public static FoxgloveServer start(InetSocketAddress address, FoxgloveFeed feed, String name)
      throws IOException {
    FoxgloveHub hub = new FoxgloveHub(feed, name);
    OriginCheck origins = new OriginCheck(address.getHostString(), ClientHandshake::isViewer);
    return new FoxgloveServer(hub, WebSocketServer.start(address, SETTINGS,
        pipeline -> addHandlers(pipeline, origins, hub), hub::round));
  }

  /** What reads and answers the bytes of one connection. */
  static void addHandlers(ChannelPipeline pipeline, OriginCheck origins, FoxgloveHub hub) {
    WebSocketServer.addHandlers(pipeline,
        new ClientHandshake(origins, hub.clients()::size, MAX_CLIENTS),
        WebSocketServerProtocolConfig.newBuilder().websocketPath("/").checkStartsWith(true)
            .subprotocols(String.join(",", ClientHandshake.PROTOCOLS)),
        MAX_MESSAGE_BYTES, new FoxgloveClient(hub));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Sends what waits, says that there is no more, and ends. */
  @Override
  public void close() {
    server.close(() -> {
      try {
        hub.round(System.nanoTime());
      } finally {
        Set.copyOf(hub.clients()).forEach(client -> client.end("there is nothing more to be seen"));
      }
    });
  }
}
