package org.statewise.bridge.remote;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.statewise.proto.arm.FromArm;

/** Opens one {@link BridgeLink}; every way to fail ends in a {@link BridgeException}. */
final class BridgeConnector {
  private final String host;
  private final int port;
  private final int timeoutMillis;
  private final LongSupplier clockNs;
  private final String bridge;

  /** @param clockNs of the links that it opens, monotonic */
  BridgeConnector(String host, int port, int timeoutMillis, LongSupplier clockNs) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be within 1 and 65535, but is " + port);
    }
    if (timeoutMillis <= 0) {
      throw new IllegalArgumentException(
          "timeoutMillis must be positive, but is " + timeoutMillis);
    }
    this.host = host;
    this.port = port;
    this.timeoutMillis = timeoutMillis;
    this.clockNs = clockNs;
    this.bridge = "the bridge at " + host + ":" + port;
  }

  BridgeLink connect(Optional<TlsConfig> tls) throws BridgeException {
    Optional<SslContext> context = tls.isPresent()
        ? Optional.of(tls.get().forClient())
        : Optional.empty();
    EventLoopGroup io = new MultiThreadIoEventLoopGroup(1,
        new DefaultThreadFactory("statewise-bridge-link", true), NioIoHandler.newFactory());
    boolean opened = false;
    try {
      BridgeLink link = open(io, context);
      opened = true;
      return link;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BridgeException("interrupted while waiting for " + bridge, e);
    } finally {
      if (!opened) {
        Outbound.stop(io);
      }
    }
  }

  private BridgeLink open(EventLoopGroup io, Optional<SslContext> tls)
      throws BridgeException, InterruptedException {
    long startNs = System.nanoTime();
    CompletableFuture<BridgeLink> opened = new CompletableFuture<>();
    ChannelFuture connected = bootstrap(io, tls, opened).connect(host, port);
    if (!connected.await(timeoutMillis)) {
      throw tooLate(connected.cause());
    }
    if (!connected.isSuccess()) {
      throw new BridgeException(bridge + " cannot be reached: "
          + Protocol.reason(connected.cause()), connected.cause());
    }
    long remainingNs = TimeUnit.MILLISECONDS.toNanos(timeoutMillis) - (System.nanoTime() - startNs);
    try {
      return opened.get(Math.max(0, remainingNs), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooLate(e);
    } catch (ExecutionException e) {
      throw new BridgeException(e.getCause().getMessage(), e.getCause());
    }
  }

  private BridgeException tooLate(Throwable cause) {
    return new BridgeException(bridge + " did not answer within " + timeoutMillis + " ms", cause);
  }

  private Bootstrap bootstrap(EventLoopGroup io, Optional<SslContext> tls,
      CompletableFuture<BridgeLink> opened) {
    return new Bootstrap()
        .group(io)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Protocol.WRITE_BOUND)
        .handler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            if (tls.isPresent()) {
              SslHandler ssl = tls.get().newHandler(channel.alloc(), host, port);
              ssl.setHandshakeTimeoutMillis(timeoutMillis);
              channel.pipeline().addLast(ssl);
            }
            channel.pipeline().addLast(
                new FrameDecoder<>(FromArm.parser(), Protocol.DEFAULT_MAX_FRAME_BYTES),
                new FrameEncoder(),
                new BridgeLinkHandler(channel, bridge, opened, clockNs,
                    () -> shutDown(channel, io)));
          }
        });
  }

  /**
   * Says Goodbye and leaves the closing to the bridge: closing first, with states of the bridge
   * unread, would reset the connection, and the reset might overtake the Goodbye.
   */
  private static void shutDown(Channel channel, EventLoopGroup io) {
    Outbound.send(channel, Messages.GOODBYE);
    channel.closeFuture().awaitUninterruptibly(Protocol.LINGER_MILLIS);
    Outbound.stop(io);
  }
}
