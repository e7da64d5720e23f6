package org.statewise.controller.foxglove;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.controller.web.ConnectionLimit;
import org.statewise.controller.web.OriginCheck;
import org.statewise.controller.web.RequestTimeout;

/**
 * The thread {@code statewise-foxglove}: shows ticks to Foxglove and Lichtblick by their WebSocket protocol. It
 * shows and takes nothing: no client can change a run. Connections, sizes and times are bounded.
 */
public final class FoxgloveServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FoxgloveServer.class);
  private static final int ROUND_MILLIS = 10;
  private static final int MAX_CONNECTIONS = 32;
  private static final int MAX_CLIENTS = 8;
  private static final int MAX_REQUEST_BYTES = 8192;
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int REQUEST_SECONDS = 10;

  /** About a second of everything may wait for a client; above that it loses messages. */
  private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(128 * 1024,
      512 * 1024);
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final EventLoopGroup threads;
  private final FoxgloveHub hub;
  private Channel channel;
  private long failures;

  private FoxgloveServer(FoxgloveHub hub) {
    this.hub = hub;
    threads = new MultiThreadIoEventLoopGroup(1,
        Thread.ofPlatform().name("statewise-foxglove").daemon().factory(),
        NioIoHandler.newFactory());
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
    FoxgloveServer server = new FoxgloveServer(new FoxgloveHub(feed, name));
    var bound = new ServerBootstrap().group(server.threads).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, MAX_CONNECTIONS)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
        .childHandler(server.connections(address.getHostString()))
        .bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = server.threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("Foxglove's server cannot listen on " + address.getHostString() + ":"
          + address.getPort() + ": " + bound.cause().getMessage(), bound.cause());
    }
    server.channel = bound.channel();
    var _ = server.threads.scheduleWithFixedDelay(server::round, ROUND_MILLIS, ROUND_MILLIS,
        TimeUnit.MILLISECONDS);
    return server;
  }

  private ChannelInitializer<SocketChannel> connections(String host) {
    ConnectionLimit connections = new ConnectionLimit(MAX_CONNECTIONS);
    OriginCheck origins = new OriginCheck(host, ClientHandshake::isViewer);
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel connection) {
        connection.pipeline().addLast(connections,
            new RequestTimeout(REQUEST_SECONDS, REQUEST_SECONDS));
        addHandlers(connection.pipeline(), origins, hub);
      }
    };
  }

  /** What reads and answers the bytes of one connection. */
  static void addHandlers(ChannelPipeline pipeline, OriginCheck origins, FoxgloveHub hub) {
    HttpDecoderConfig sizes = new HttpDecoderConfig().setMaxInitialLineLength(MAX_REQUEST_BYTES)
        .setMaxHeaderSize(MAX_REQUEST_BYTES);
    WebSocketServerProtocolConfig socket = WebSocketServerProtocolConfig.newBuilder()
        .websocketPath("/").checkStartsWith(true)
        .subprotocols(String.join(",", ClientHandshake.PROTOCOLS))
        .decoderConfig(WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAX_MESSAGE_BYTES)
            .allowExtensions(false).build())
        .build();
    pipeline.addLast(new HttpServerCodec(sizes), new HttpObjectAggregator(MAX_REQUEST_BYTES, true),
        new ClientHandshake(origins, hub.clients()::size, MAX_CLIENTS),
        new WebSocketServerProtocolHandler(socket), new FoxgloveClient(hub));
  }

  private void round() {
    try {
      hub.round(System.nanoTime());
    } catch (RuntimeException e) {
      // Logged once; a task that throws would not be run again.
      failures++;
      LOG.atLevel(failures == 1 ? Level.ERROR : Level.DEBUG).setCause(e)
          .log("Foxglove's server failed");
    }
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Sends what waits, says that there is no more, and ends. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    threads.submit(() -> {
      round();
      Set.copyOf(hub.clients()).forEach(client -> client.end("there is nothing more to be seen"));
    }).awaitUninterruptibly(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(20, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
