package org.statewise.controller.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A thread that serves WebSockets and shows what is new round by round. Connections, sizes and times are bounded, so
 * that no peer can take memory or threads from the run beside it.
 */
public final class WebSocketServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketServer.class);
  private static final int MAX_REQUEST_BYTES = 8192;
  private static final int REQUEST_SECONDS = 10;

  private final Settings settings;
  private final EventLoopGroup threads;
  private Channel channel;
  private long failures;

  /**
   * What it is like.
   *
   * @param name in sentences, such as "the page"
   * @param thread its name
   * @param roundMillis from a round to the next
   * @param maxConnections at once
   * @param idleSeconds of a connection before it has become a WebSocket
   * @param unread bytes that may wait for a peer, above and below which it can be written to
   * @param sendBufferBytes what the system keeps for a connection
   */
  public record Settings(String name, String thread, int roundMillis, int maxConnections,
      int idleSeconds, WriteBufferWaterMark unread, int sendBufferBytes) {}

  private WebSocketServer(Settings settings) {
    this.settings = settings;
    threads = new MultiThreadIoEventLoopGroup(1,
        Thread.ofPlatform().name(settings.thread()).daemon().factory(), NioIoHandler.newFactory());
  }

  /**
   * Starts it.
   *
   * @param address where to listen; port 0 for any
   * @param handlers puts what reads and answers into a new connection ({@link #addHandlers})
   * @param round shows what is new, told a monotonic time in ns
   * @throws IOException if the address cannot be listened on, in one sentence
   */
  public static WebSocketServer start(InetSocketAddress address, Settings settings,
      Consumer<ChannelPipeline> handlers, LongConsumer round) throws IOException {
    WebSocketServer server = new WebSocketServer(settings);
    var bound = new ServerBootstrap().group(server.threads).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, settings.maxConnections())
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.SO_SNDBUF, settings.sendBufferBytes())
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, settings.unread())
        .childHandler(connections(settings, handlers)).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = server.threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(settings.name() + " cannot listen on " + address.getHostString() + ":"
          + address.getPort() + ": " + bound.cause().getMessage(), bound.cause());
    }
    server.channel = bound.channel();
    var _ = server.threads.scheduleWithFixedDelay(() -> server.round(round),
        settings.roundMillis(), settings.roundMillis(), TimeUnit.MILLISECONDS);
    return server;
  }

  private static ChannelInitializer<SocketChannel> connections(Settings settings,
      Consumer<ChannelPipeline> handlers) {
    ConnectionLimit limit = new ConnectionLimit(settings.maxConnections());
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel connection) {
        connection.pipeline().addLast(limit,
            new RequestTimeout(settings.idleSeconds(), REQUEST_SECONDS));
        handlers.accept(connection.pipeline());
      }
    };
  }

  /**
   * What reads and answers the bytes of one connection.
   *
   * @param requests looks at each request before it may become a WebSocket
   * @param socket path and subprotocols
   * @param maxMessageBytes of what a peer says
   */
  public static void addHandlers(ChannelPipeline pipeline, ChannelHandler requests,
      WebSocketServerProtocolConfig.Builder socket, int maxMessageBytes, ChannelHandler peer) {
    HttpDecoderConfig sizes = new HttpDecoderConfig().setMaxInitialLineLength(MAX_REQUEST_BYTES)
        .setMaxHeaderSize(MAX_REQUEST_BYTES);
    WebSocketDecoderConfig messages = WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(maxMessageBytes).allowExtensions(false).build();
    pipeline.addLast(new HttpServerCodec(sizes), new HttpObjectAggregator(MAX_REQUEST_BYTES, true),
        requests, new WebSocketServerProtocolHandler(socket.decoderConfig(messages).build()), peer);
  }

  private void round(LongConsumer round) {
    try {
      round.accept(System.nanoTime());
    } catch (RuntimeException e) {
      // Logged once; a task that throws would not be run again.
      failures++;
      LOG.atLevel(failures == 1 ? Level.ERROR : Level.DEBUG).setCause(e)
          .log("{} failed", settings.name());
    }
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Ends without a word. */
  @Override
  public void close() {
    close(() -> {});
  }

  /** Takes nobody any more, does {@code last} on its thread, and ends. */
  public void close(Runnable last) {
    channel.close().awaitUninterruptibly();
    threads.submit(last).awaitUninterruptibly(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(20, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
