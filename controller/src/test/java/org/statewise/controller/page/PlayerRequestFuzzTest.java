package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.web.MutatedText;
import org.statewise.controller.web.RefusedMessageException;

/** Requests broken in every way that chance finds: each is taken or refused in one sentence. */
@Tag("slow")
final class PlayerRequestFuzzTest {
  private static final int MESSAGES = 200_000;
  private static final List<String> SEEDS = List.of(
      "{\"verb\": \"seek\", \"seconds\": 12.5, \"window\": 30}",
      "{\"verb\": \"play\", \"speed\": 0.25}", "{\"verb\": \"pause\"}",
      "{\"verb\": \"seek\", \"seconds\": 1e300, \"window\": -0.0}", "{\"verb\": [], \"verb\": 5}",
      "[[[[[[1]]]]]]", "");

  @TempDir
  private Path folder;

  private final SplittableRandom random = new SplittableRandom(13);

  @Test
  void shouldReadOrRefuseWhateverComes() {
    Set<String> kinds = new TreeSet<>();
    int refused = 0;
    for (int i = 0; i < MESSAGES; i++) {
      try {
        PlayerRequest request = PlayerRequest.parse(mutate());
        kinds.add(request.getClass().getSimpleName());
        if (request instanceof PlayerRequest.Seek(double seconds, double windowSeconds)) {
          // Minus zero is not below zero.
          assertThat(seconds >= 0 && seconds <= 1e9).isTrue();
          assertThat(windowSeconds >= 0 && windowSeconds <= 600).isTrue();
        }
      } catch (RefusedMessageException e) {
        assertThat(e.getMessage()).hasSizeLessThan(250).doesNotContain("\n", "\0");
        refused++;
      }
    }
    assertThat(kinds).containsExactly("Pause", "Play", "Seek");
    assertThat(refused).isGreaterThan(1000);
  }

  /** A recording that anybody's bytes come to is shown to the next browser as it should be. */
  @Test
  void shouldOutliveWhateverABrowserSends() throws IOException {
    Shown.Recorded shown = new Shown.Recorded(
        RecordingWorld.content(RecordingWorld.write(folder, false)));
    PageWorld world = new PageWorld();
    PageWorld.Browser broken = world.new Browser(shown).connect();
    for (int i = 0; i < 1000; i++) {
      if (!broken.isOpen()) {
        broken = world.new Browser(shown).connect();
      }
      broken.send(mutate());
      shown.round(i * 50_000_000L);
      broken.received();
    }
    PageWorld.Browser browser = world.new Browser(shown).connect();
    browser.send("{\"verb\":\"seek\",\"seconds\":30,\"window\":5}");
    shown.round(0);
    assertThat(browser.received()).extracting(message -> message.get("type").asText())
        .contains("hello", "history", "player");
  }

  private String mutate() {
    return MutatedText.of(SEEDS.get(random.nextInt(SEEDS.size())), random, 5);
  }
}
