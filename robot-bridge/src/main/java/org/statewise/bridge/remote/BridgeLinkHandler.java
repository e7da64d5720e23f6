package org.statewise.bridge.remote;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.Welcome;

/**
 * The client's end of one connection: says Hello, turns the Welcome into a link, feeds it states.
 */
final class BridgeLinkHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(BridgeLinkHandler.class);
  private static final String CLIENT = "statewise";

  private final Channel channel;
  private final String bridge;
  private final LongSupplier clockNs;
  private final Runnable shutDown;
  private final CompletableFuture<BridgeLink> opened;
  private Optional<BridgeLink> link = Optional.empty();

  /**
   * @param bridge how messages name the other end, {@code the bridge at host:port}
   * @param opened completes with the link, or with a {@link BridgeException} if the bridge gives
   *     none
   * @param clockNs of the link, monotonic
   * @param shutDown what closing the link does
   */
  BridgeLinkHandler(Channel channel, String bridge, CompletableFuture<BridgeLink> opened,
      LongSupplier clockNs, Runnable shutDown) {
    this.channel = channel;
    this.bridge = bridge;
    this.opened = opened;
    this.clockNs = clockNs;
    this.shutDown = shutDown;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    // With TLS this waits in its handler until the handshake is done.
    Outbound.send(channel, Messages.hello(CLIENT));
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object received) {
    switch (received) {
      case BadFrame bad -> fail(bridge + " broke the protocol: " + bad.message());
      case FromArm message -> onMessage(message);
      default -> throw new IllegalStateException("unexpected " + received.getClass());
    }
  }

  private void onMessage(FromArm message) {
    switch (message.getBodyCase()) {
      case WELCOME -> onWelcome(message.getWelcome());
      case ERROR -> onError(message.getError());
      case STATE -> {
        if (link.isPresent()) {
          link.get().onState(message.getState());
        } else {
          fail(bridge + " broke the protocol: a State came before the Welcome");
        }
      }
      case BODY_NOT_SET -> fail(bridge + " broke the protocol: an empty message came");
    }
  }

  private void onWelcome(Welcome welcome) {
    if (link.isPresent()) {
      fail(bridge + " broke the protocol: a second Welcome came");
      return;
    }
    if (welcome.getProtocolVersion() != Protocol.VERSION) {
      fail(bridge + " speaks protocol version "
          + Integer.toUnsignedString(welcome.getProtocolVersion()) + ", this controller version "
          + Protocol.VERSION);
      return;
    }
    try {
      link = Optional
          .of(new BridgeLink(Messages.armInfo(welcome), welcome.getWaits(), channel, clockNs,
              shutDown));
      opened.complete(link.get());
    } catch (IllegalArgumentException e) {
      fail(bridge + " describes no possible arm: " + Protocol.reason(e));
    }
  }

  private void onError(Error error) {
    String why = error.getCode() + ": " + Protocol.printable(error.getMessage());
    fail(link.isPresent() ? bridge + " ended the session: " + why : bridge + " refused: " + why);
  }

  /** Ends the link, or its opening, for this reason, and closes the connection. */
  private void fail(String reason) {
    if (opened.completeExceptionally(new BridgeException(reason))) {
      LOG.atDebug().addKeyValue("name", "refused").addKeyValue("reason", reason).log("link");
    } else if (link.isPresent() && link.get().lossReason().isEmpty()) {
      LOG.atWarn().addKeyValue("name", "ended").addKeyValue("reason", reason).log("link");
      link.get().lose(reason);
    }
    Outbound.close(channel);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
      fail("TLS with " + bridge + " failed: " + Protocol.reason(tls.cause()));
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(link.isPresent()
        ? bridge + " closed the connection"
        : bridge + " closed the connection before its Welcome; does it want TLS, or other "
            + "certificates, or do too many connections come? Its log says so");
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // What the decoder of TLS throws comes wrapped.
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    fail("the connection to " + bridge + " failed: " + Protocol.reason(root));
  }
}
