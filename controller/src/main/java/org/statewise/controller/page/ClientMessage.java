package org.statewise.controller.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.statewise.controller.web.RefusedMessageException;
import org.statewise.controller.web.Sentences;

/**
 * A command as a browser sends it: {@code {"token": "...", "verb": "hold", "command": {...}}}. What is in
 * the command is checked where those of MQTT are.
 *
 * @param token what the sender knows; empty for nothing
 * @param command JSON of an object
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ClientMessage(String token, String verb, byte[] command) {
  /** What a page may command; the rest has effects that a page does not show. */
  static final List<String> VERBS = List.of("start", "stop", "hold", "task", "adaptation");

  private static final List<String> KEYS = List.of("token", "verb", "command");
  private static final int MAX_LEVELS = 8;
  private static final int MAX_DIGITS = 100;
  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_LEVELS)
          .maxNumberLength(MAX_DIGITS).build())
      .build()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * Reads one.
   *
   * @throws RefusedMessageException in one sentence if the text is none
   */
  static ClientMessage parse(String text) throws RefusedMessageException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // The library does not know the place of a number that is too large to be one.
      JsonLocation place = e.getLocation();
      throw malformed("the message must be a JSON object of at most " + MAX_LEVELS
          + " levels, each field given once, but is not readable"
          + (place == null
              ? ""
              : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }
    if (!tree.isObject()) {
      throw malformed("the message must be a JSON object, but is "
          + (tree.isMissingNode() ? "empty" : Sentences.shortened(tree.toString())));
    }
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw malformed("a message has the fields " + String.join(", ", KEYS) + ", but not "
            + Sentences.shortened(field.getKey()));
      }
    }
    JsonNode command = tree.path("command");
    if (!command.isObject()) {
      throw malformed("command must be a JSON object, but is " + said(command));
    }
    return new ClientMessage(tree.has("token") ? word(tree, "token") : "", word(tree, "verb"),
        command.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String word(JsonNode tree, String key) throws RefusedMessageException {
    JsonNode value = tree.path(key);
    if (!value.isTextual()) {
      // What a token is, is never repeated.
      throw malformed(key + " must be a text, but is "
          + (key.equals("token") ? "something else" : said(value)));
    }
    return value.textValue();
  }

  private static String said(JsonNode value) {
    return value.isMissingNode() ? "missing" : Sentences.shortened(value.toString());
  }

  private static RefusedMessageException malformed(String sentence) {
    return new RefusedMessageException("malformed: " + sentence);
  }
}
