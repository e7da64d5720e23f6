package org.statewise.controller.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.statewise.controller.web.JsonText;
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

  /**
   * Reads one.
   *
   * @throws RefusedMessageException in one sentence if the text is none
   */
  static ClientMessage parse(String text) throws RefusedMessageException {
    JsonNode tree = JsonText.object(text);
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw JsonText
            .malformed("a message has the fields " + String.join(", ", KEYS) + ", but not "
                + Sentences.shortened(field.getKey()));
      }
    }
    JsonNode command = tree.path("command");
    if (!command.isObject()) {
      throw JsonText.malformed("command must be a JSON object, but is " + JsonText.said(command));
    }
    return new ClientMessage(tree.has("token") ? word(tree, "token") : "", word(tree, "verb"),
        command.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String word(JsonNode tree, String key) throws RefusedMessageException {
    JsonNode value = tree.path(key);
    if (!value.isTextual()) {
      // What a token is, is never repeated.
      throw JsonText.malformed(key + " must be a text, but is "
          + (key.equals("token") ? "something else" : JsonText.said(value)));
    }
    return value.textValue();
  }
}
