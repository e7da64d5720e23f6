package org.statewise.controller.page;

import com.fasterxml.jackson.databind.JsonNode;
import org.statewise.controller.web.JsonText;
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
    JsonNode tree = JsonText.object(text);
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
      throw JsonText.malformed(key + " must be a number of " + least + " to " + most + ", but is "
          + JsonText.said(value));
    }
    return value.doubleValue();
  }
}
