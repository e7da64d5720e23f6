package org.statewise.controller.web;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers one connection's requests, one at a time. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Page.Answer NOT_HTTP = new Page.Answer(400, Page.PLAIN,
      "not an HTTP request\n");
  private static final Page.Answer NOT_FOUND = new Page.Answer(404, Page.PLAIN, "not found\n");
  private static final Page.Answer READ_ONLY = new Page.Answer(405, Page.PLAIN,
      "GET and HEAD only\n");

  private final Map<String, Page> pages;
  private boolean writing;

  /** Serves {@code pages} by their exact path. */
  RequestHandler(Map<String, Page> pages) {
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (writing) {
      // Whoever asks on without reading the answers would pile them up here.
      var _ = context.close();
      return;
    }
    Page.Answer answer = answer(request);
    boolean keepAlive = HttpUtil.isKeepAlive(request) && isHttp(request);
    FullHttpResponse response = response(request, answer);
    HttpUtil.setKeepAlive(response, keepAlive);
    writing = true;
    var _ = context.writeAndFlush(response).addListener(done -> {
      writing = false;
      if (!keepAlive) {
        var _ = context.close();
      }
    });
  }

  private Page.Answer answer(FullHttpRequest request) {
    if (!isHttp(request)) {
      return NOT_HTTP;
    }
    // The path as it was sent: what is written in another way is another path.
    String uri = request.uri();
    int query = uri.indexOf('?');
    Page page = pages.get(query < 0 ? uri : uri.substring(0, query));
    if (page == null) {
      return NOT_FOUND;
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return READ_ONLY;
    }
    return page.answer(request.headers().get(ACCEPT, ""));
  }

  private static boolean isHttp(FullHttpRequest request) {
    HttpVersion version = request.protocolVersion();
    return request.decoderResult().isSuccess()
        && (version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0));
  }

  private static FullHttpResponse response(FullHttpRequest request, Page.Answer answer) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    int length = body.readableBytes();
    boolean head = request.method().equals(HttpMethod.HEAD);
    FullHttpResponse response = new DefaultFullHttpResponse(
        isHttp(request) ? request.protocolVersion() : HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(answer.status()), head ? Unpooled.EMPTY_BUFFER : body);
    response.headers().set(CONTENT_TYPE, answer.contentType()).setInt(CONTENT_LENGTH, length)
        .set(CACHE_CONTROL, "no-store");
    if (answer.status() == READ_ONLY.status()) {
      response.headers().set(ALLOW, "GET, HEAD");
    }
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that vanished or timed out: nothing to tell it any more.
    var _ = context.close();
  }
}
