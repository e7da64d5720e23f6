package org.statewise.bridge.fri;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP socket with an I/O thread of its own, which alone calls the sink and {@link #send}. What the
 * network refuses (nobody listens there, no route) is the other side's silence, and shows as that.
 */
final class FriSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FriSocket.class);

  /** Longer than FRI allows, so that a datagram which is too long is seen to be. */
  private static final int RECEIVE_BYTES = 2048;
  private static final int STOP_MILLIS = 1000;

  /** Gets each datagram, in an array that is the socket's own and valid only during the call. */
  @FunctionalInterface
  interface Sink {
    /** A datagram came. */
    void datagram(byte[] bytes, int length, InetSocketAddress sender);
  }

  private final EventLoopGroup io;
  private final Channel channel;

  private FriSocket(EventLoopGroup io, Channel channel) {
    this.io = io;
    this.channel = channel;
  }

  /**
   * Binds a socket.
   *
   * @param port 0 for any free one
   * @throws FriException if the address cannot be had
   */
  static FriSocket open(String name, String host, int port, Sink sink) throws FriException {
    EventLoopGroup io = new MultiThreadIoEventLoopGroup(1,
        new DefaultThreadFactory(name, true, Thread.MAX_PRIORITY), NioIoHandler.newFactory());
    ChannelFuture bound = new Bootstrap().group(io).channel(NioDatagramChannel.class)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BYTES))
        .handler(new Reader(sink)).bind(host, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(io);
      throw new FriException("cannot listen on " + host + ":" + port + ": "
          + bound.cause().getMessage(), bound.cause());
    }
    return new FriSocket(io, bound.channel());
  }

  /** Hands the datagrams' bytes on. */
  private static final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Sink sink;
    private final byte[] bytes = new byte[RECEIVE_BYTES];

    Reader(Sink sink) {
      this.sink = sink;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      int length = packet.content().readableBytes();
      packet.content().readBytes(bytes, 0, length);
      sink.datagram(bytes, length, packet.sender());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // A refused datagram of an earlier send means that nobody listens yet.
      if (!(cause instanceof IOException)) {
        LOG.atError().addKeyValue("name", "failed").setCause(cause).log("datagram");
      }
    }
  }

  /** The port that it has. */
  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Runs tasks on the I/O thread. */
  Executor executor() {
    return channel.eventLoop();
  }

  /** Sends a copy of the first bytes. I/O thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // what is lost here is lost as on the network
  void send(byte[] bytes, int length, InetSocketAddress to) {
    ByteBuf content = channel.alloc().directBuffer(length).writeBytes(bytes, 0, length);
    channel.writeAndFlush(new DatagramPacket(content, to), channel.voidPromise());
  }

  /** Frees the port and ends the I/O thread. Idempotent. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly(STOP_MILLIS);
    stop(io);
  }

  private static void stop(EventLoopGroup io) {
    io.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(STOP_MILLIS);
  }
}
