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
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Serves GET /metrics and nothing else, on a thread of its own. */
public final class MetricsServer implements AutoCloseable {
  private static final int LARGEST_REQUEST_BYTES = 8192;
  private static final int IDLE_SECONDS = 60;

  private final EventLoopGroup threads;
  private final Channel channel;

  private MetricsServer(EventLoopGroup threads, Channel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * Starts it.
   *
   * @param address where to listen; port 0 for any
   * @param scrape makes the page for an Accept header
   * @throws IOException if the address cannot be listened on, in one sentence
   */
  public static MetricsServer start(InetSocketAddress address, UnaryOperator<String> scrape)
      throws IOException {
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1,
        Thread.ofPlatform().name("statewise-metrics").daemon().factory(),
        NioIoHandler.newFactory());
    var bound = new ServerBootstrap().group(threads).channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel connection) {
            connection.pipeline().addLast(new ReadTimeoutHandler(IDLE_SECONDS),
                new HttpServerCodec(), new HttpObjectAggregator(LARGEST_REQUEST_BYTES),
                new MetricsHandler(scrape));
          }
        }).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("the metrics endpoint cannot listen on " + address.getHostString() + ":"
          + address.getPort() + ": " + bound.cause().getMessage(), bound.cause());
    }
    return new MetricsServer(threads, bound.channel());
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
