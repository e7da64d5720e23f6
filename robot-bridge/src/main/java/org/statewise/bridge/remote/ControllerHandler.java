package org.statewise.bridge.remote;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.statewise.proto.arm.Command;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.Hello;
import org.statewise.proto.arm.ToArm;

/** One connection to the server, from its Hello to its end; confined to the I/O thread. */
final class ControllerHandler extends ChannelInboundHandlerAdapter {
  /** States dropped in a row before a controller that never reads counts as lost. */
  private static final int MAX_STALLED_STATES = 1_000;

  private enum Phase {
    /** Connected, Hello awaited. */
    GREETING,
    /** Holds the arm. */
    ACTIVE,
    /** Has been sent its last message; whatever it still sends is ignored. */
    ENDED
  }

  private final Channel channel;
  private final SessionLease lease;
  private final BridgeCounters counters;
  private final BridgeLimits limits;
  private final BridgeLog log;
  private final LongSupplier clockNs;
  private Phase phase = Phase.GREETING;

  /** Of the Hello at first, of anything at all later; made when the channel has its event loop. */
  private Optional<SilenceTimeout> silence = Optional.empty();
  private long lastCommandSequence;

  /** Of the newest command: when it left, on the controller's clock, and when it came, on the bridge's. */
  private long echoSentNs;
  private long echoReceivedNs;
  private int stalledStates;

  /** @param clockNs the bridge's, monotonic; what the controller measures its states' age by */
  ControllerHandler(Channel channel, SessionLease lease, BridgeCounters counters,
      BridgeLimits limits, BridgeLog log, LongSupplier clockNs) {
    this.channel = channel;
    this.lease = lease;
    this.counters = counters;
    this.limits = limits;
    this.log = log;
    this.clockNs = clockNs;
  }

  /** The controller's address, {@code host:port}. */
  String address() {
    return Protocol.describe(channel.remoteAddress());
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    SilenceTimeout timeout = new SilenceTimeout(channel.eventLoop());
    silence = Optional.of(timeout);
    timeout.start(limits.handshakeTimeoutMillis(), () -> fail(counters.rejected,
        ErrorCode.OUT_OF_ORDER,
        "no Hello came within " + limits.handshakeTimeoutMillis() + " ms"));
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object received) {
    if (phase == Phase.ENDED) {
      return;
    }
    switch (received) {
      case BadFrame bad -> fail(counters.malformed, bad.code(), bad.message());
      case ToArm message -> {
        silence.ifPresent(SilenceTimeout::restart);
        onMessage(message);
        // Counted once it is acted on: whoever sees the count sees its effect.
        counters.framesIn.incrementAndGet();
      }
      default -> throw new IllegalStateException("unexpected " + received.getClass());
    }
  }

  private void onMessage(ToArm message) {
    switch (message.getBodyCase()) {
      case HELLO -> onHello(message.getHello());
      case COMMAND -> onCommand(message.getCommand());
      case RELEASE -> {
        if (requireLease("Release")) {
          lease.hold();
        }
      }
      case GOODBYE -> {
        log.goodbye(channel);
        leave();
        Outbound.close(channel);
      }
      case BODY_NOT_SET -> fail(counters.malformed, ErrorCode.MALFORMED,
          "a message must be a Hello, Command, Release or Goodbye, but is empty");
    }
  }

  private void onHello(Hello hello) {
    if (phase != Phase.GREETING) {
      fail(counters.malformed, ErrorCode.OUT_OF_ORDER, "a session has one Hello, this is another");
    } else if (hello.getProtocolVersion() != Protocol.VERSION) {
      fail(counters.rejected, ErrorCode.WRONG_VERSION,
          "the bridge speaks protocol version " + Protocol.VERSION + ", the controller version "
              + Integer.toUnsignedString(hello.getProtocolVersion()));
    } else {
      Optional<SessionLease.Refusal> refusal = lease.claim(this);
      if (refusal.isPresent()) {
        fail(counters.rejected, refusal.get().code(), refusal.get().message());
      } else {
        welcome(hello);
      }
    }
  }

  private void welcome(Hello hello) {
    phase = Phase.ACTIVE;
    silence.ifPresent(timeout -> timeout.start(limits.maxIdleMillis(), () -> end(ErrorCode.SILENT,
        "the controller has the arm, but has sent nothing for " + limits.maxIdleMillis() / 1000.0
            + " s; the arm is free for others")));
    counters.framesOut.incrementAndGet();
    Outbound.send(channel, Messages.welcome(lease.info(), lease.waits()));
    log.welcomed(channel, Protocol.printable(hello.getClient()));
  }

  private void onCommand(Command command) {
    if (!requireLease("Command")) {
      return;
    }
    int joints = lease.info().jointCount();
    if (command.getTauCount() != joints) {
      fail(counters.malformed, ErrorCode.MALFORMED,
          "a Command must have one torque for each of the " + joints + " joints, but "
              + Long.toUnsignedString(command.getSequence()) + " has " + command.getTauCount());
    } else if (Long.compareUnsigned(command.getSequence(), lastCommandSequence) <= 0) {
      counters.staleCommands.incrementAndGet();
    } else {
      lastCommandSequence = command.getSequence();
      echoSentNs = command.getSentNs();
      echoReceivedNs = clockNs.getAsLong();
      lease.command(command);
    }
  }

  private boolean requireLease(String message) {
    if (phase != Phase.ACTIVE) {
      fail(counters.malformed, ErrorCode.OUT_OF_ORDER,
          "a " + message + " must come after the Hello that opens the session");
    }
    return phase == Phase.ACTIVE;
  }

  /** Sends a state, or drops it if the controller has not read what went before. */
  void sendState(StateReport report) {
    if (channel.isWritable()) {
      stalledStates = 0;
      counters.framesOut.incrementAndGet();
      long sentNs = clockNs.getAsLong();
      Outbound.send(channel, FromArm.newBuilder().setState(Messages.state(report)
          .setSampledNs(sentNs - lease.ageNs(report)).setSentNs(sentNs)
          .setEchoSentNs(echoSentNs).setEchoReceivedNs(echoReceivedNs)).build());
      return;
    }
    counters.droppedStates.incrementAndGet();
    stalledStates++;
    if (stalledStates > MAX_STALLED_STATES) {
      log.lost(channel, "it does not read its states");
      Outbound.close(channel);
    }
  }

  private void fail(AtomicLong counter, ErrorCode code, String message) {
    counter.incrementAndGet();
    end(code, message);
  }

  /** Sends the controller the reason for the end, and closes the connection. */
  void end(ErrorCode code, String message) {
    String shown = Protocol.printable(message);
    log.ended(channel, phase == Phase.ACTIVE, code, shown);
    leaveWithoutGoodbye();
    counters.framesOut.incrementAndGet();
    Outbound.sendLast(channel, Messages.error(code, shown));
  }

  private void leaveWithoutGoodbye() {
    if (phase == Phase.ACTIVE) {
      counters.lostControllers.incrementAndGet();
    }
    leave();
  }

  private void leave() {
    phase = Phase.ENDED;
    silence.ifPresent(SilenceTimeout::cancel);
    lease.leave(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      // Half closed: nothing more will come, and an Error, if one is due, is on its way already.
      Outbound.close(channel);
    } else if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
      counters.rejected.incrementAndGet();
      log.tlsFailed(channel, Protocol.printable(String.valueOf(tls.cause().getMessage())));
      leave();
      Outbound.close(channel);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (phase == Phase.ACTIVE) {
      log.lost(channel, "its connection closed without a Goodbye");
    }
    leaveWithoutGoodbye();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A reset, or a broken TLS session, is an ordinary end of a connection; channelInactive reports
    // it.
    boolean network = cause instanceof IOException || cause.getCause() instanceof IOException;
    if (phase != Phase.ENDED && !network) {
      log.failed(channel, cause);
    }
    Outbound.close(channel);
  }
}
