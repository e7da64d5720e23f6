package org.statewise.controller.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Serves a few pages by GET and HEAD, and nothing else, on a thread of its own. Connections, sizes and
 * times are bounded, so that no peer can take memory or threads from the run beside it.
 */
public final class HttpEndpoint implements AutoCloseable {
  private final EventLoopGroup threads;
  private final Channel channel;

  private HttpEndpoint(EventLoopGroup threads, Channel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * What peers may take.
   *
   * @param connections open at once; more are closed as they come
   * @param requestBytes of the request line, of all headers together, and of a body, each
   * @param requestSeconds from a request's first byte until its answer is wholly read
   * @param idleSeconds between an answer and the next request
   */
  public record Limits(int connections, int requestBytes, int requestSeconds, int idleSeconds) {
    /** Room for some scrapers, their probes and a person. */
    public static final Limits DEFAULT = new Limits(32, 4096, 10, 120);
  }

  /**
   * Starts it.
   *
   * @param address where to listen; port 0 for any
   * @param pages by their path, for example {@code /metrics}
   * @throws IOException if the address cannot be listened on, in one sentence
   */
  public static HttpEndpoint start(InetSocketAddress address, Map<String, Page> pages,
      Limits limits) throws IOException {
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1,
        Thread.ofPlatform().name("statewise-http").daemon().factory(),
        NioIoHandler.newFactory());
    var bound = new ServerBootstrap().group(threads).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, limits.connections())
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(connections(Map.copyOf(pages), limits)).bind(address)
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("the metrics endpoint cannot listen on " + address.getHostString() + ":"
          + address.getPort() + ": " + bound.cause().getMessage(), bound.cause());
    }
    return new HttpEndpoint(threads, bound.channel());
  }

  private static ChannelInitializer<SocketChannel> connections(Map<String, Page> pages,
      Limits limits) {
    ConnectionLimit connections = new ConnectionLimit(limits.connections());
    HttpDecoderConfig sizes = new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.requestBytes()).setMaxHeaderSize(limits.requestBytes());
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel connection) {
        connection.pipeline().addLast(connections,
            new RequestTimeout(limits.idleSeconds(), limits.requestSeconds()),
            new HttpServerCodec(sizes), new HttpObjectAggregator(limits.requestBytes(), true),
            new RequestHandler(pages));
      }
    };
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
