package org.statewise.controller.record.mcap;

/** How a writer packs its chunks. */
public enum McapCompression {
  NONE(""),
  ZSTD("zstd");

  private final String id;

  McapCompression(String id) {
    this.id = id;
  }

  /** The name in the file. */
  String id() {
    return id;
  }
}
