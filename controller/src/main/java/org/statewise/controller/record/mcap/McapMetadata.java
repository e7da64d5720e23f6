package org.statewise.controller.record.mcap;

import java.util.Map;

/** A named set of words about the file. */
public record McapMetadata(String name, Map<String, String> entries) {
  public McapMetadata {
    entries = Map.copyOf(entries);
  }
}
