package org.statewise.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests broken in every way that chance finds: each is answered in order or its connection closed. */
@Tag("slow")
final class RequestFuzzTest {
  private static final int REQUESTS = 20_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final List<String> SEEDS = List.of(
      "GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: application/openmetrics-text;version=1.0.0;q=0.7,"
          + "text/plain;version=0.0.4;q=0.3,*/*;q=0.1\r\n\r\n",
      "HEAD /readyz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
      "POST /metrics HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
      "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",
      "GET /metrics?x=%zz&y HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
      "GET http://host/metrics HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");

  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<String, Page> pages = Map.of("/metrics", Pages.metrics(type -> "x 1\n"),
      "/readyz", accept -> new Page.Answer(503, Page.PLAIN, "no\n"));

  @Test
  void shouldAnswerWhateverComesOrCloseTheConnection() {
    Set<String> statuses = new TreeSet<>();
    for (int i = 0; i < REQUESTS; i++) {
      byte[] bytes = mutate(SEEDS.get(random.nextInt(SEEDS.size())));
      EmbeddedChannel channel = new EmbeddedChannel(
          new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(512)
              .setMaxHeaderSize(512)),
          new HttpObjectAggregator(512, true), new RequestHandler(pages));
      feed(channel, bytes);
      String answer = answer(channel);
      STATUS.matcher(answer).results().forEach(match -> statuses.add(match.group(1)));
      channel.checkException();
      channel.finishAndReleaseAll();
      assertThat(answer).satisfiesAnyOf(text -> assertThat(text).isEmpty(),
          text -> assertThat(text).startsWith("HTTP/1."));
    }
    assertThat(statuses).contains("200", "400", "404", "405", "503")
        .isSubsetOf("100", "200", "400", "404", "405", "413", "417", "503");
  }

  private void feed(EmbeddedChannel channel, byte[] bytes) {
    int sent = 0;
    while (sent < bytes.length && channel.isOpen()) {
      int part = 1 + random.nextInt(bytes.length - sent);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, sent, part));
      sent += part;
    }
  }

  private static String answer(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (Object part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      ByteBuf buffer = (ByteBuf) part;
      text.append(buffer.toString(StandardCharsets.ISO_8859_1));
      buffer.release();
    }
    return text.toString();
  }

  /** Up to five bytes changed, doubled, left out or put in; sometimes none. */
  private byte[] mutate(String seed) {
    StringBuilder text = new StringBuilder(seed);
    for (int left = random.nextInt(6); left > 0; left--) {
      int at = random.nextInt(text.length());
      char any = (char) random.nextInt(256);
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, any);
        case 1 -> text.insert(at, any);
        case 2 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(8)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(),
            at + random.nextInt(600))));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
