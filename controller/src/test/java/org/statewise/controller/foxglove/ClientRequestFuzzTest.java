package org.statewise.controller.foxglove;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.web.MutatedText;
import org.statewise.controller.web.RefusedMessageException;

/** Requests broken in every way that chance finds: each is taken or refused in one sentence. */
@Tag("slow")
final class ClientRequestFuzzTest {
  private static final int MESSAGES = 200_000;
  private static final List<String> SEEDS = List.of(
      "{\"op\": \"subscribe\", \"subscriptions\": [{\"id\": 0, \"channelId\": 3}, {\"id\": 1, \"channelId\": 5}]}",
      "{\"op\": \"unsubscribe\", \"subscriptionIds\": [0, 4294967295]}",
      "{\"op\": \"subscribe\", \"subscriptions\": [{\"id\": 1e99, \"channelId\": \"1\"}]}",
      "{\"op\": \"fetchAsset\", \"uri\": \"package://a\", \"requestId\": 1}",
      "{\"op\": [], \"op\": 5}", "[[[[[[[[[[[1]]]]]]]]]]]", "");

  private final SplittableRandom random = new SplittableRandom(12);

  @Test
  void shouldReadOrRefuseWhateverComes() {
    Set<String> beginnings = new TreeSet<>();
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < MESSAGES; i++) {
      String text = mutate(SEEDS.get(random.nextInt(SEEDS.size())));
      try {
        kinds.add(ClientRequest.parse(text).getClass().getSimpleName());
      } catch (RefusedMessageException e) {
        assertThat(e.getMessage()).startsWith("malformed: ").hasSizeLessThan(250)
            .doesNotContain("\n", "\0");
        beginnings.add(e.getMessage().substring(0, 20));
      }
    }
    assertThat(kinds).containsExactly("Subscribe", "Unavailable", "Unsubscribe");
    assertThat(beginnings).hasSizeGreaterThan(3);
  }

  /** A server that anybody's bytes come to shows the next client what it should. */
  @Test
  void shouldOutliveWhateverAClientSends() throws IOException {
    FoxgloveWorld world = new FoxgloveWorld();
    for (int i = 0; i < 2000; i++) {
      FoxgloveWorld.Client broken = world.new Client().connect();
      String text = mutate(SEEDS.get(random.nextInt(SEEDS.size())));
      if (random.nextInt(4) == 0) {
        broken.send(new BinaryWebSocketFrame(
            Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)));
      } else {
        broken.send(text);
      }
      if (broken.isOpen()) {
        broken.request(mutate(text));
      }
      world.hub.clients().clear();
    }
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(1, Topic.MEASURED);
    world.tick();
    world.round();
    assertThat(client.receive().data).hasSize(1);
  }

  private String mutate(String seed) {
    return MutatedText.of(seed, random, 6);
  }
}
