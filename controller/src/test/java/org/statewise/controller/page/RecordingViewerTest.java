package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingViewerTest {
  @TempDir
  private Path folder;

  private Shown.Recorded shown;
  private final PageWorld world = new PageWorld();

  @BeforeEach
  void record() throws IOException {
    shown = new Shown.Recorded(RecordingWorld.content(RecordingWorld.write(folder, true)));
  }

  private PageWorld.Browser browser() throws IOException {
    return world.new Browser(shown).connect();
  }

  private static List<String> types(List<JsonNode> messages) {
    return messages.stream().map(message -> message.get("type").asText()).toList();
  }

  @Test
  void shouldSayFirstWhatTheRecordingIsAndWhatHappenedInIt() throws IOException {
    PageWorld.Browser browser = browser();
    List<JsonNode> received = browser.received();
    assertThat(types(received)).containsExactly("hello", "events");
    assertThat(received.getFirst().at("/recording/file").asText()).isEqualTo("run.mcap");
    assertThat(shown.viewers()).isEqualTo(1);
  }

  @Test
  void shouldGiveEachBrowserAPlayerOfItsOwn() throws IOException {
    PageWorld.Browser one = browser();
    PageWorld.Browser other = browser();
    one.received();
    other.received();
    one.send("{\"verb\":\"seek\",\"seconds\":30,\"window\":5}");
    shown.round(0);

    List<JsonNode> seen = one.received();
    assertThat(types(seen)).containsExactly("history", "player");
    assertThat(seen.getFirst().get("frames")).hasSizeGreaterThan(90);
    assertThat(seen.getLast().get("seconds").doubleValue()).isEqualTo(30);
    assertThat(types(other.received())).containsExactly("player");
  }

  @Test
  void shouldDoTheLastOfManySeeksOfABrowserThatReadsSlowly() throws IOException {
    PageWorld.Browser browser = browser();
    browser.received();
    browser.reads = false;
    for (int seconds = 1; seconds < 40; seconds++) {
      browser.send("{\"verb\":\"seek\",\"seconds\":" + seconds + ",\"window\":5}");
      shown.round(0);
    }
    browser.received();
    browser.reads = true;
    shown.round(0);

    assertThat(browser.received()).filteredOn(message -> message.has("frames")).singleElement()
        .satisfies(message -> assertThat(message.at("/frames/0/t").doubleValue())
            .isGreaterThan(33));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"verb\":\"stop\",\"token\":\"0123456789abcdef\",\"command\":{}} | can play, pause and seek, but not",
    "{\"verb\":\"seek\",\"seconds\":-1,\"window\":5} | seconds must be a number of 0.0 to 1.0E9, but is -1",
    "{\"verb\":\"play\",\"speed\":1e999} | speed must be a number",
    "{\"verb\":\"play\"} | but is missing",
    "play | is not readable", "[] | must be a JSON object"})
  void shouldTakeNoCommands(String message, String why) throws IOException {
    PageWorld.Browser browser = browser();
    browser.received();
    browser.send(message);
    JsonNode reply = browser.received().getLast();
    assertThat(reply.get("accepted").asBoolean()).isFalse();
    assertThat(reply.get("reason").asText()).contains(why);
    assertThat(world.stops).isZero();
  }

  @Test
  void shouldSayThatItEnds() throws IOException {
    PageWorld.Browser browser = browser();
    browser.received();
    shown.end();
    assertThat(browser.received().getLast().get("reason").asText())
        .isEqualTo("the program that showed this recording has ended");
    assertThat(shown.viewers()).isZero();
  }
}
