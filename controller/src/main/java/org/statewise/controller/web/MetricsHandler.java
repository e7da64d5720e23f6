package org.statewise.controller.web;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Answers one connection's requests. */
final class MetricsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final UnaryOperator<String> scrape;

  MetricsHandler(UnaryOperator<String> scrape) {
    this.scrape = scrape;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response = answer(request);
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse answer(FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return text(request, HttpResponseStatus.BAD_REQUEST, "not an HTTP request\n", PLAIN);
    }
    if (!new QueryStringDecoder(request.uri()).path().equals("/metrics")) {
      return text(request, HttpResponseStatus.NOT_FOUND, "only /metrics is here\n", PLAIN);
    }
    if (!request.method().equals(HttpMethod.GET)) {
      FullHttpResponse refused = text(request, HttpResponseStatus.METHOD_NOT_ALLOWED, "GET only\n",
          PLAIN);
      refused.headers().set(ALLOW, "GET");
      return refused;
    }
    boolean openMetrics = request.headers().get(ACCEPT, "")
        .contains("application/openmetrics-text");
    String type = openMetrics ? OPEN_METRICS : PLAIN;
    return text(request, HttpResponseStatus.OK, scrape.apply(type), type);
  }

  private static FullHttpResponse text(FullHttpRequest request, HttpResponseStatus status,
      String body, String type) {
    ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(request.protocolVersion(), status,
        bytes);
    response.headers().set(CONTENT_TYPE, type).setInt(CONTENT_LENGTH, bytes.readableBytes());
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that vanished or timed out: nothing to tell it any more.
    var _ = context.close();
  }
}
