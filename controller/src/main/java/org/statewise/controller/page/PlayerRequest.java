package org.statewise.controller.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.Sentences;

/**
 * What a browser asks of a recording's player: {@code {"verb": "seek", "seconds": 12.5, "window": 30}}, {@code
 * {"verb": "play", "speed": 2}} or {@code {"verb": "pause"}}.
 */
sealed interface PlayerRequest {
  double MIN_SPEED = 0.05;
  double MAX_SPEED = 64;
  double MAX_WINDOW_SECONDS = 600;
  double MAX_SECONDS = 1e9;
  int MAX_LEVELS = 4;
  int MAX_DIGITS = 40;
  JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS).build())
      .build()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Goes on at that many times the recording's own pace. */
  record Play(double speed) implements PlayerRequest {}

  /** Stands still. */
  record Pause() implements PlayerRequest {}

  /**
   * Goes to another time.
   *
   * @param seconds since the first tick
   * @param windowSeconds how much of what was before it is to be seen too
   */
  record Seek(double seconds, double windowSeconds) implements PlayerRequest {}

  /**
   * Reads one.
   *
   * @throws RefusedMessageException in one sentence if the text is none
   */
  static PlayerRequest parse(String text) throws RefusedMessageException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed("the message must be a JSON object of at most " + MAX_LEVELS
          + " levels, each field given once, but is not readable");
    }
    if (!tree.isObject()) {
      throw malformed("the message must be a JSON object, but is "
          + (tree.isMissingNode() ? "empty" : Sentences.shortened(tree.toString())));
    }
    String verb = tree.path("verb").asText("");
    return switch (verb) {
      case "play" -> new Play(number(tree, "speed", MIN_SPEED, MAX_SPEED));
      case "pause" -> new Pause();
      case "seek" -> new Seek(number(tree, "seconds", 0, MAX_SECONDS),
          number(tree, "window", 0, MAX_WINDOW_SECONDS));
      default -> throw new RefusedMessageException(
          "not available: a recording can play, pause and seek, but not "
              + (tree.has("verb") ? Sentences.shortened(tree.get("verb").toString()) : "nothing"));
    };
  }

  private static double number(JsonNode tree, String key, double least, double most)
      throws RefusedMessageException {
    JsonNode value = tree.path(key);
    // A number that is too large for a double is infinite.
    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw malformed(key + " must be a number of " + least + " to " + most + ", but is "
          + (value.isMissingNode() ? "missing" : Sentences.shortened(value.toString())));
    }
    return value.doubleValue();
  }

  private static RefusedMessageException malformed(String sentence) {
    return new RefusedMessageException("malformed: " + sentence);
  }
}
