package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.telemetry.RunEvent;

/** What a browser gets, what one that does not read misses, and who may open the page or command. */
final class PageServerTest {
  private final PageWorld world = new PageWorld();

  private PageWorld.Browser browser() throws IOException {
    return world.new Browser();
  }

  private static List<String> types(List<JsonNode> messages) {
    return messages.stream().map(message -> message.get("type").asText()).toList();
  }

  private void event(String name) {
    world.feed.event(new RunEvent(Instant.EPOCH, 1, RunEvent.Kind.GUARD, name,
        Map.of("state", "tripped", "phase", "running")));
  }

  @Test
  void shouldSayWhatTheRunIsAndThenShowEveryNewTickOnce() throws IOException {
    event("torque");
    PageWorld.Browser browser = browser().connect();
    world.tick();
    world.round();
    world.round();
    assertThat(types(browser.received())).containsExactly("hello", "events", "frame");
  }

  @Test
  void shouldLeaveFramesOutForABrowserThatDoesNotReadAndKeepItsEvents() throws IOException {
    PageWorld.Browser slow = browser().connect();
    PageWorld.Browser quick = browser().connect();
    slow.received();
    quick.received();
    slow.reads = false;
    for (int i = 0; i < 10; i++) {
      world.tick();
      event("torque");
      world.round();
    }
    assertThat(types(slow.received())).isEmpty();
    assertThat(types(quick.received())).hasSize(20).filteredOn("frame"::equals).hasSize(10);
    slow.reads = true;
    world.tick();
    world.round();
    List<JsonNode> caughtUp = slow.received();
    assertThat(types(caughtUp)).containsExactly("frame", "events");
    assertThat(caughtUp.getFirst().get("number").asInt()).isEqualTo(11);
    assertThat(caughtUp.getLast().get("events")).hasSize(10);
  }

  @Test
  void shouldCloseABrowserThatReadsNothingForHalfAMinute() throws IOException {
    PageWorld.Browser browser = browser().connect();
    browser.reads = false;
    for (int i = 0; i < 590; i++) {
      world.tick();
      world.round();
    }
    assertThat(browser.isOpen()).isTrue();
    for (int i = 0; i < 20; i++) {
      world.tick();
      world.round();
    }
    assertThat(browser.isOpen()).isFalse();
    assertThat(world.source.viewers()).isEmpty();
  }

  @Test
  void shouldServeItsFilesUnderAPolicyWithoutInlineScript() throws IOException {
    String answer = browser().request("GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("<html>")
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("ws://localhost:8080").doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:9090",
    "127.0.0.1:8080.evil.example", "localhost"})
  void shouldRefuseAnotherHostWhichARebindingNameWouldBe(String host) throws IOException {
    assertThat(browser().request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403").contains("refused: the Host header must be 127.0.0.1:8080 or"
            + " localhost:8080, but is " + host + "\n");
    assertThat(browser().request(PageWorld.upgrade(host, "http://" + host)))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void shouldRefuseARequestWithoutAHost() throws IOException {
    assertThat(browser().request("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403")
        .contains("but is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:8080",
    "http://localhost:8080", "http://127.0.0.1:9090"})
  void shouldRefuseTheWebSocketOfAnotherOrigin(String origin) throws IOException {
    assertThat(browser().request(PageWorld.upgrade("127.0.0.1:8080", origin)))
        .startsWith("HTTP/1.1 403").contains("refused: the Origin header must be"
            + " http://127.0.0.1:8080, but is " + origin + "\n");
  }

  @Test
  void shouldRefuseAWebSocketWithoutAnOrigin() throws IOException {
    assertThat(browser().request(PageWorld.upgrade("127.0.0.1:8080", "")))
        .startsWith("HTTP/1.1 403").contains("but is missing");
  }

  @Test
  void shouldRefuseMoreBrowsersThanEight() throws IOException {
    for (int i = 0; i < 8; i++) {
      browser().connect();
    }
    assertThat(browser().request(PageWorld.upgrade("127.0.0.1:8080", "http://127.0.0.1:8080")))
        .startsWith("HTTP/1.1 503").contains("refused: 8 browsers show this run already");
  }

  @Test
  void shouldCommandNothingWithoutTheToken() throws IOException {
    PageWorld.Browser browser = browser().connect();
    browser.received();
    browser.send("{\"verb\": \"stop\", \"command\": {}}");
    browser.send("{\"token\": \"0123456789abcdeX\", \"verb\": \"stop\", \"command\": {}}");
    assertThat(world.stops).isZero();
    assertThat(world.taken).isEmpty();
    List<JsonNode> replies = browser.received();
    assertThat(replies).hasSize(2).noneMatch(reply -> reply.get("accepted").asBoolean());
    assertThat(replies.getFirst().get("reason").asText())
        .startsWith("refused: the token is missing");
    assertThat(replies.getLast().get("reason").asText()).startsWith("refused: the token is wrong");
  }

  @Test
  void shouldCloseTheConnectionOfWhoeverGuessesTokens() throws IOException {
    PageWorld.Browser browser = browser().connect();
    for (int i = 0; i < 5; i++) {
      browser.send("{\"token\": \"guess\", \"verb\": \"hold\", \"command\": {}}");
    }
    assertThat(browser.received().getLast().get("reason").asText())
        .isEqualTo("too many wrong tokens");
    assertThat(browser.isOpen()).isFalse();
  }

  @Test
  void shouldHandACommandOnAndReplyWithItsAnswer() throws IOException {
    PageWorld.Browser browser = browser().connect();
    browser.received();
    browser.send("{\"token\": \"" + PageWorld.TOKEN
        + "\", \"verb\": \"hold\", \"command\": {\"id\": \"a\", \"sentAtMillis\": 5}}");
    assertThat(world.taken).containsExactly("hold {\"id\":\"a\",\"sentAtMillis\":5}");
    JsonNode reply = browser.received().getFirst();
    assertThat(reply.get("accepted").asBoolean()).isTrue();
    assertThat(reply.get("reason").asText()).isEqualTo("holding");
    assertThat(world.stops).isZero();
  }

  @Test
  void shouldStopTheMomentAStopComes() throws IOException {
    browser().connect().send("{\"token\": \"" + PageWorld.TOKEN
        + "\", \"verb\": \"stop\", \"command\": {\"nonsense\": true}}");
    assertThat(world.stops).isEqualTo(1);
  }

  @Test
  void shouldRefuseACommandThatIsNoneOfThePages() throws IOException {
    PageWorld.Browser browser = browser().connect();
    browser.received();
    browser.send("{\"token\": \"" + PageWorld.TOKEN
        + "\", \"verb\": \"payload-hint\", \"command\": {}}");
    assertThat(browser.received().getFirst().get("reason").asText()).isEqualTo(
        "not available: a page commands start, stop, hold, task, adaptation, but not payload-hint");
    assertThat(world.taken).isEmpty();
  }

  @Test
  void shouldEndTheConnectionOfAMessageThatIsTooLong() throws IOException {
    PageWorld.Browser browser = browser().connect();
    browser.send("{\"token\": \"" + "x".repeat(20_000) + "\"}");
    assertThat(browser.isOpen()).isFalse();
    assertThat(world.source.viewers()).isEmpty();
  }
}
