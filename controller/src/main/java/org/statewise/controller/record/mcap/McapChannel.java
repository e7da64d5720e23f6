package org.statewise.controller.record.mcap;

import java.util.Map;

/**
 * A stream of messages of one kind.
 *
 * @param schemaId 0 if the channel has no schema
 */
public record McapChannel(
    int id, int schemaId, String topic, String messageEncoding, Map<String, String> metadata) {
  public McapChannel {
    metadata = Map.copyOf(metadata);
  }
}
