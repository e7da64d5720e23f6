package org.statewise.controller.record.mcap;

import java.nio.ByteBuffer;

/**
 * What the messages of a channel look like.
 *
 * @param id not 0
 * @param name for protobuf the message's full name
 * @param encoding for example {@code protobuf}
 * @param data the definition, read-only; for protobuf a serialised FileDescriptorSet
 */
public record McapSchema(int id, String name, String encoding, ByteBuffer data) {
  public McapSchema {
    data = data.asReadOnlyBuffer();
  }
}
