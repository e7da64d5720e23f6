package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.web.MutatedText;
import org.statewise.controller.web.RefusedMessageException;

/** Messages broken in every way that chance finds: each is taken or refused in one sentence. */
@Tag("slow")
final class ClientMessageFuzzTest {
  private static final int MESSAGES = 200_000;
  private static final List<String> SEEDS = List.of(
      "{\"token\": \"0123456789abcdef\", \"verb\": \"hold\", \"command\": {\"id\": \"a\"}}",
      "{\"verb\": \"task\", \"command\": {\"task\": {\"kind\": \"sine\", \"amplitudeRad\": [0.1]}}}",
      "{\"token\": 5, \"verb\": [], \"command\": null}", "[[[[[[[[[[[1]]]]]]]]]]]", "",
      "{\"token\": \"a\", \"token\": \"b\", \"verb\": \"\\u0000\", \"command\": {\"x\": 1e999}}");

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void shouldReadOrRefuseWhateverComes() {
    Set<String> beginnings = new TreeSet<>();
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String text = mutate(SEEDS.get(random.nextInt(SEEDS.size())));
      try {
        ClientMessage message = ClientMessage.parse(text);
        assertThat(message.verb()).isNotNull();
        read++;
      } catch (RefusedMessageException e) {
        assertThat(e.getMessage()).startsWith("malformed: ").hasSizeLessThan(250)
            .doesNotContain("\n", "\0");
        beginnings.add(e.getMessage().substring(0, 22));
      }
    }
    assertThat(read).isPositive();
    assertThat(beginnings).hasSizeGreaterThan(2);
  }

  /** A page that anybody's bytes come to shows the next browser what it should. */
  @Test
  void shouldOutliveWhateverABrowserSends() throws IOException {
    PageWorld world = new PageWorld();
    for (int i = 0; i < 2000; i++) {
      PageWorld.Browser broken = world.new Browser().connect();
      broken.send(mutate(SEEDS.get(random.nextInt(SEEDS.size()))));
      if (broken.isOpen()) {
        broken.request(mutate(SEEDS.get(random.nextInt(SEEDS.size()))));
      }
      world.source.viewers().clear();
    }
    PageWorld.Browser browser = world.new Browser().connect();
    world.tick();
    world.round();
    assertThat(browser.received()).extracting(message -> message.get("type").asText())
        .contains("hello", "frame");
  }

  private String mutate(String seed) {
    return MutatedText.of(seed, random, 6);
  }
}
