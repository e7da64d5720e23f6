package org.statewise.controller.foxglove;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** The live protocol's messages in JSON, as the server sends them. */
final class ServerText {
  private static final JsonMapper JSON = new JsonMapper();

  private ServerText() {}

  /** How a client should take a sentence. */
  enum Level {
    INFO(0), WARNING(1), ERROR(2);

    private final int number;

    Level(int number) {
      this.number = number;
    }
  }

  /**
   * Who is here; first on every connection.
   *
   * @param session another one for another run, so that a client that comes back knows
   */
  static String serverInfo(String name, String session) {
    ObjectNode message = message("serverInfo").put("name", name);
    message.putArray("capabilities").add("time");
    message.putArray("supportedEncodings");
    message.putObject("metadata");
    return message.put("sessionId", session).toString();
  }

  /** What there is to be seen. */
  static String advertise() {
    ObjectNode message = message("advertise");
    ArrayNode channels = message.putArray("channels");
    for (Topic topic : Topic.values()) {
      channels.addObject().put("id", topic.channel()).put("topic", topic.path())
          .put("encoding", Topic.ENCODING).put("schemaName", topic.schemaName())
          .put("schema", Base64.getEncoder().encodeToString(topic.schema()))
          .put("schemaEncoding", Topic.ENCODING);
    }
    return message.toString();
  }

  static String status(Level level, String sentence) {
    return message("status").put("level", level.number).put("message", sentence).toString();
  }

  private static ObjectNode message(String operation) {
    return JSON.createObjectNode().put("op", operation);
  }
}
