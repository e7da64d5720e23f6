package org.statewise.controller.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.statewise.controller.page.PageFiles.PageFile;
import org.statewise.controller.web.OriginCheck;

/** Answers one connection's requests for the page's files, and lets the WebSocket's request through. */
final class PageRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** Where the WebSocket is. */
  static final String SOCKET = "/live";

  private final Map<String, PageFile> files;
  private final OriginCheck origins;
  private final IntSupplier viewers;
  private final int maxViewers;

  /**
   * @param viewers how many browsers are connected now
   * @param maxViewers how many may be
   */
  PageRequests(Map<String, PageFile> files, OriginCheck origins, IntSupplier viewers,
      int maxViewers) {
    super(false);
    this.files = files;
    this.origins = origins;
    this.viewers = viewers;
    this.maxViewers = maxViewers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String uri = request.uri();
    String path = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
    boolean opensSocket = path.equals(SOCKET);
    Optional<FullHttpResponse> refusal = refusal(context, request, opensSocket);
    if (opensSocket && refusal.isEmpty()) {
      context.fireChannelRead(request);
      return;
    }
    FullHttpResponse response = refusal.orElseGet(() -> file(request, files.get(path)));
    request.release();
    boolean keepAlive = HttpUtil.isKeepAlive(request) && response.status().code() < 400;
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      // From here towards the network: the WebSocket's handler would write a frame to a connection that is none.
      written.addListener(_ -> {
        var _ = context.close();
      });
    }
  }

  private Optional<FullHttpResponse> refusal(ChannelHandlerContext context,
      FullHttpRequest request, boolean opensSocket) {
    if (!request.decoderResult().isSuccess()) {
      return Optional.of(text(HttpResponseStatus.BAD_REQUEST, "not an HTTP request"));
    }
    SocketAddress local = context.channel().localAddress();
    Optional<String> foreign = local instanceof InetSocketAddress address
        ? origins.refusal(request.headers(), address, opensSocket)
        : Optional.of("refused: the connection has no address");
    if (foreign.isPresent()) {
      return Optional.of(text(HttpResponseStatus.FORBIDDEN, foreign.get()));
    }
    if (opensSocket && viewers.getAsInt() >= maxViewers) {
      return Optional.of(text(HttpResponseStatus.SERVICE_UNAVAILABLE,
          "refused: " + maxViewers + " browsers show this run already; close one of them"));
    }
    return Optional.empty();
  }

  private static FullHttpResponse file(FullHttpRequest request, PageFile file) {
    if (file == null) {
      return text(HttpResponseStatus.NOT_FOUND, "not found");
    }
    boolean head = request.method().equals(HttpMethod.HEAD);
    if (!head && !request.method().equals(HttpMethod.GET)) {
      FullHttpResponse response = text(HttpResponseStatus.METHOD_NOT_ALLOWED,
          "GET and HEAD only");
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
      return response;
    }
    FullHttpResponse response = response(HttpResponseStatus.OK, file.contentType(),
        Unpooled.wrappedBuffer(head ? new byte[0] : file.bytes()));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, file.bytes().length);
    // Nothing but this server's own files, no script in the page's text, in no other page's frame.
    response.headers().set(HttpHeaderNames.CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
            + " ws://" + request.headers().get(HttpHeaderNames.HOST)
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    return response;
  }

  private static FullHttpResponse text(HttpResponseStatus status, String sentence) {
    ByteBuf body = Unpooled.copiedBuffer(sentence + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response = response(status, "text/plain; charset=utf-8", body);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }

  private static FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff").set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("Cross-Origin-Opener-Policy", "same-origin");
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that vanished, or broke the rules of HTTP: it gets no more.
    var _ = context.close();
  }
}
