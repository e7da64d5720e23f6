package org.statewise.controller.foxglove;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.statewise.controller.web.OriginCheck;
import org.statewise.controller.web.Sentences;

/** Lets a client's first request through, or says in one sentence why not. */
final class ClientHandshake extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** The protocol's names: of Foxglove Studio and Lichtblick, and of today's Foxglove. */
  static final List<String> PROTOCOLS = List.of("foxglove.websocket.v1", "foxglove.sdk.v1");

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private final OriginCheck origins;
  private final IntSupplier clients;
  private final int maxClients;

  /**
   * @param clients how many are connected now
   * @param maxClients how many may be
   */
  ClientHandshake(OriginCheck origins, IntSupplier clients, int maxClients) {
    super(false);
    this.origins = origins;
    this.clients = clients;
    this.maxClients = maxClients;
  }

  /**
   * Whether a viewer that is a web page may connect: Foxglove's own, one that this machine serves, or a desktop
   * program, whose pages are files.
   */
  static boolean isViewer(String origin) {
    try {
      URI page = new URI(origin.toLowerCase(Locale.ROOT));
      String host = page.getHost() == null ? "" : page.getHost();
      return switch (page.getScheme() == null ? "" : page.getScheme()) {
        case "file" -> host.isEmpty();
        case "http" -> LOOPBACK.contains(host);
        case "https" -> LOOPBACK.contains(host) || host.equals("foxglove.dev")
            || host.endsWith(".foxglove.dev");
        default -> false;
      };
    } catch (URISyntaxException e) {
      // "file://", without a path, is what desktop programs send.
      return origin.equals("file://");
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Optional<FullHttpResponse> refusal = refusal(context, request);
    if (refusal.isEmpty()) {
      context.fireChannelRead(request);
      return;
    }
    request.release();
    // From here towards the network: the WebSocket's handler would write a frame to a connection that is none.
    context.writeAndFlush(refusal.get()).addListener(_ -> {
      var _ = context.close();
    });
  }

  private Optional<FullHttpResponse> refusal(ChannelHandlerContext context,
      FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return answer(HttpResponseStatus.BAD_REQUEST, "not an HTTP request");
    }
    HttpHeaders headers = request.headers();
    SocketAddress local = context.channel().localAddress();
    // A program that is no browser says no origin.
    Optional<String> foreign = local instanceof InetSocketAddress address
        ? origins.refusal(headers, address, false)
        : Optional.of("refused: the connection has no address");
    if (foreign.isPresent()) {
      return answer(HttpResponseStatus.FORBIDDEN, foreign.get());
    }
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return answer(HttpResponseStatus.UPGRADE_REQUIRED,
          "this is a run for Foxglove and Lichtblick: open it there as a Foxglove WebSocket at ws://"
              + headers.get(HttpHeaderNames.HOST));
    }
    List<String> offered = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    boolean known = offered.stream().flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip).anyMatch(PROTOCOLS::contains);
    if (!known) {
      return answer(HttpResponseStatus.BAD_REQUEST,
          "refused: the subprotocol must be " + String.join(" or ", PROTOCOLS) + ", but is "
              + (offered.isEmpty()
                  ? "missing"
                  : Sentences.shortened(String.join(", ", offered))));
    }
    return clients.getAsInt() < maxClients
        ? Optional.empty()
        : answer(HttpResponseStatus.SERVICE_UNAVAILABLE,
            "refused: " + maxClients + " clients see this run already; close one of them");
  }

  private static Optional<FullHttpResponse> answer(HttpResponseStatus status, String sentence) {
    ByteBuf body = Unpooled.copiedBuffer(sentence + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return Optional.of(response);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that vanished, or broke the rules of HTTP: it gets no more.
    var _ = context.close();
  }
}
