package org.statewise.bridge.remote;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmLink;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.ToArm;

/**
 * Puts an arm on the network: serves any {@link ArmLink} to one controller at a time by the
 * protocol of {@code docs/bridge-protocol.md}. The arm lives as long as the server; controllers
 * come and go, and each time one goes, in whatever way, the arm is commanded to hold.
 *
 * <p>Two threads: one I/O thread for all connections, and one for the arm's loop.
 */
public final class BridgeServer implements AutoCloseable {
  private static final long STOP_MILLIS = 2_000;

  private final BridgeServerConfig config;
  private final ArmLink arm;
  private final Optional<SslContext> tls;
  private final BridgeCounters counters = new BridgeCounters();
  private final EventLoopGroup io = new MultiThreadIoEventLoopGroup(1,
      new DefaultThreadFactory("statewise-bridge-io", true), NioIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(io.next());
  private final BridgeLog log = new BridgeLog(io.next());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final SessionLease lease;
  private final Thread loop;
  private final Channel listener;
  private final LongSupplier clockNs;
  private volatile boolean armLost;

  private BridgeServer(BridgeServerConfig config, ArmLink arm, Optional<SslContext> tls,
      LongSupplier clockNs) throws BridgeException {
    this.config = config;
    this.clockNs = clockNs;
    this.arm = arm;
    this.tls = tls;
    this.lease = new SessionLease(arm, io.next(), counters,
        config.limits().maxUnansweredStates(), this::onArmLost);
    this.loop = new Thread(new ArmLoop(arm, lease.exchange(), counters, config.limits()),
        "statewise-bridge-arm");
    loop.setDaemon(true);
    this.listener = listen();
    loop.start();
  }

  /**
   * Starts to serve an arm and to listen for its controller.
   *
   * @param arm an open link whose states come in real time; from a successful start on the server
   *     is its only user and closes it in the end
   * @throws BridgeException if the address cannot be listened on or the TLS files cannot be used
   */
  public static BridgeServer start(BridgeServerConfig config, ArmLink arm) throws BridgeException {
    return start(config, arm, System::nanoTime);
  }

  /**
   * The same on another clock than {@link System#nanoTime}.
   *
   * @param clockNs what states are stamped with, monotonic
   */
  public static BridgeServer start(BridgeServerConfig config, ArmLink arm, LongSupplier clockNs)
      throws BridgeException {
    Optional<SslContext> tls = config.tls().isPresent()
        ? Optional.of(config.tls().get().forServer())
        : Optional.empty();
    BridgeServer server = new BridgeServer(config, arm, tls, clockNs);
    server.log.serving(arm.info(), config.host(), server.port(), tls.isPresent());
    return server;
  }

  private Channel listen() throws BridgeException {
    ChannelFuture bound = new ServerBootstrap()
        .group(io)
        .channelFactory(BridgeListener::new)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.SO_SNDBUF, Protocol.SEND_BUFFER_BYTES)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Protocol.WRITE_BOUND)
        // A peer that closed its sending side inside a frame can still be sent the reason.
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new AcceptLimit(tls.isEmpty(), connections,
            new TokenBucket(config.limits().maxConnectionsPerSecond(), System::nanoTime),
            counters, log))
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            accept(channel);
          }
        })
        .bind(config.host(), config.port())
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Outbound.stop(io);
      throw new BridgeException("cannot listen on " + config.host() + ":" + config.port() + ": "
          + Protocol.reason(bound.cause()), bound.cause());
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    BridgeLimits limits = config.limits();
    if (tls.isPresent()) {
      SslHandler ssl = tls.get().newHandler(channel.alloc());
      ssl.setHandshakeTimeoutMillis(limits.handshakeTimeoutMillis());
      channel.pipeline().addLast(ssl);
    }
    channel.pipeline().addLast(
        new FrameDecoder<>(ToArm.parser(), limits.maxFrameBytes()),
        new FrameEncoder(),
        new ControllerHandler(channel, lease, counters, limits, log, clockNs));
  }

  private void onArmLost() {
    if (!closing.get()) {
      armLost = true;
      log.armLost(arm.info());
      ended.countDown();
    }
  }

  /** The port that it listens on, the one that was found free if the configuration left it open. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** What was counted so far. */
  public BridgeStatistics statistics() {
    return counters.snapshot();
  }

  /**
   * Waits until the server is closed or has lost its arm.
   *
   * @return whether the arm was lost; the server then only sends controllers that error, until it
   *     is closed
   */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return armLost;
  }

  /**
   * Notifies the controller, lets the arm hold, closes its link, and frees the port. Idempotent.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    listener.close().awaitUninterruptibly(STOP_MILLIS);
    io.next().submit(() -> lease.end(ErrorCode.CLOSING, "the bridge is being shut down"))
        .awaitUninterruptibly(STOP_MILLIS);
    arm.close();
    connections.newCloseFuture().awaitUninterruptibly(Protocol.LINGER_MILLIS);
    connections.close().awaitUninterruptibly(STOP_MILLIS);
    try {
      loop.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      // An interrupt asks for a quicker end; the arm is closed already.
      Thread.currentThread().interrupt();
    }
    Outbound.stop(io);
    ended.countDown();
  }
}
