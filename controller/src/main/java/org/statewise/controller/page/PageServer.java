package org.statewise.controller.page;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.controller.page.PageFiles.PageFile;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.controller.web.ConnectionLimit;
import org.statewise.controller.web.OriginCheck;
import org.statewise.controller.web.RequestTimeout;

/**
 * The thread {@code statewise-page}: serves the page's files, sends frames to browsers and takes their commands.
 * Connections, sizes and times are bounded, so that no peer can take memory or threads from the run beside it.
 */
public final class PageServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);

  /** 20 frames a second: about what an eye can follow. */
  private static final int FRAME_MILLIS = 50;

  /** A browser opens several connections for its files. */
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_VIEWERS = 8;
  private static final int MAX_REQUEST_BYTES = 8192;
  private static final int MAX_MESSAGE_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 30;
  private static final int REQUEST_SECONDS = 10;

  /** Some ten frames may wait for a browser; above that, new ones are left out until few do. */
  private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(8 * 1024, 32 * 1024);
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private final EventLoopGroup threads;
  private final Shown shown;
  private Channel channel;
  private long failures;

  /**
   * What a page is about.
   *
   * @param figures of the same run, from any thread
   */
  public record Content(PageSubject subject, PageFeed feed, Supplier<RunStatistics.Status> figures,
      PageToken token, PageCommands commands) {}

  private PageServer(Shown shown) {
    this.shown = shown;
    threads = new MultiThreadIoEventLoopGroup(1,
        Thread.ofPlatform().name("statewise-page").daemon().factory(), NioIoHandler.newFactory());
  }

  /**
   * Shows a run while it goes on.
   *
   * @param address where to listen; port 0 for any
   * @throws IOException if the address cannot be listened on or a file is not there, in one sentence
   */
  public static PageServer start(InetSocketAddress address, Content content) throws IOException {
    return start(address, new Shown.Live(new PageSource(content.feed(),
        PageJson.hello(content.subject()), content.token(), content.commands(), new HashSet<>()),
        content.figures()));
  }

  /**
   * Shows a recording.
   *
   * @param address where to listen; port 0 for any
   * @throws IOException if the address cannot be listened on or a file is not there, in one sentence
   */
  public static PageServer start(InetSocketAddress address, RecordingContent content)
      throws IOException {
    return start(address, new Shown.Recorded(content));
  }

  private static PageServer start(InetSocketAddress address, Shown shown) throws IOException {
    Map<String, PageFile> files = PageFiles.load();
    PageServer server = new PageServer(shown);
    var bound = new ServerBootstrap().group(server.threads).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, MAX_CONNECTIONS)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
        .childHandler(server.connections(files, address.getHostString()))
        .bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = server.threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("the page cannot listen on " + address.getHostString() + ":"
          + address.getPort() + ": " + bound.cause().getMessage(), bound.cause());
    }
    server.channel = bound.channel();
    var _ = server.threads.scheduleWithFixedDelay(server::round, FRAME_MILLIS, FRAME_MILLIS,
        TimeUnit.MILLISECONDS);
    return server;
  }

  private ChannelInitializer<SocketChannel> connections(Map<String, PageFile> files, String host) {
    ConnectionLimit connections = new ConnectionLimit(MAX_CONNECTIONS);
    OriginCheck origins = new OriginCheck(host);
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel connection) {
        connection.pipeline().addLast(connections,
            new RequestTimeout(IDLE_SECONDS, REQUEST_SECONDS));
        addHandlers(connection.pipeline(), files, origins, shown);
      }
    };
  }

  /** What reads and answers the bytes of one connection. */
  static void addHandlers(ChannelPipeline pipeline, Map<String, PageFile> files,
      OriginCheck origins, Shown shown) {
    HttpDecoderConfig sizes = new HttpDecoderConfig().setMaxInitialLineLength(MAX_REQUEST_BYTES)
        .setMaxHeaderSize(MAX_REQUEST_BYTES);
    WebSocketServerProtocolConfig socket = WebSocketServerProtocolConfig.newBuilder()
        .websocketPath(PageRequests.SOCKET)
        .decoderConfig(WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAX_MESSAGE_BYTES)
            .allowExtensions(false).build())
        .build();
    pipeline.addLast(new HttpServerCodec(sizes), new HttpObjectAggregator(MAX_REQUEST_BYTES, true),
        new PageRequests(files, origins, shown::viewers, MAX_VIEWERS),
        new WebSocketServerProtocolHandler(socket), shown.viewer());
  }

  /** What is new, to everybody. Page's thread. */
  private void round() {
    try {
      shown.round(System.nanoTime());
    } catch (RuntimeException e) {
      // Logged once; a task that throws would not be run again.
      failures++;
      LOG.atLevel(failures == 1 ? Level.ERROR : Level.DEBUG)
          .setCause(e).log("page failed");
    }
  }

  /** Sends what is new to every viewer, and goes on with commands. */
  static void round(PageSource source, RunStatistics.Status figures, long nowNs) {
    source.commands().poll();
    if (source.viewers().isEmpty()) {
      return;
    }
    source.feed().frame(figures).ifPresent(frame -> {
      ByteBuf encoded = Unpooled.wrappedBuffer(PageJson.frame(frame));
      source.viewers().forEach(viewer -> viewer.show(encoded, nowNs));
      encoded.release();
    });
    source.viewers().forEach(Viewer::tellEvents);
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Shows the last of what there is, says that there is no more, and ends. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    threads.submit(shown::end).awaitUninterruptibly(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(20, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
