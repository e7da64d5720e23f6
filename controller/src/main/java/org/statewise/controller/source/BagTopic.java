package org.statewise.controller.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.statewise.controller.record.mcap.McapChannel;
import org.statewise.controller.record.mcap.McapMessage;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.controller.record.mcap.McapSchema;
import org.statewise.controller.source.joints.DecodeException;
import org.statewise.controller.source.joints.JointStateDecoder;

/**
 * The topic of a bag that holds joint states.
 *
 * @param channels their ids in the file: several if several programs wrote to the topic
 */
record BagTopic(String name, Set<Integer> channels, JointStateDecoder decoder) {
  private static final int MAX_LISTED = 30;

  /**
   * Finds the topic that the user named, or the only one that holds joint states.
   *
   * @throws SourceException if there is none or more than one
   */
  static BagTopic find(McapReader mcap, String file, Optional<String> wanted) throws IOException {
    List<BagTopic> found = among(mcap, file, wanted);
    if (found.size() != 1) {
      // A file without summary describes its channels inside its chunks, which are still to be read.
      readThrough(mcap);
      found = among(mcap, file, wanted);
    }
    if (found.isEmpty()) {
      throw new SourceException(file + ": " + wanted.map(topic -> "the topic " + topic).orElse(
          "a topic") + " must hold joint states (sensor_msgs/JointState in cdr or ros1,"
          + " foxglove.JointStates in protobuf or json), but there "
          + (mcap.channels().isEmpty() ? "is no topic" : "are " + listed(mcap)));
    }
    if (found.size() > 1) {
      throw new SourceException(file + ": --topic must name one of the topics with joint states: "
          + String.join(", ", found.stream().map(BagTopic::name).distinct().toList()));
    }
    return found.getFirst();
  }

  private static void readThrough(McapReader mcap) throws IOException {
    McapMessage message = new McapMessage();
    boolean more = true;
    while (more) {
      more = mcap.next(message);
    }
    mcap.rewind();
  }

  private static List<BagTopic> among(McapReader mcap, String file, Optional<String> wanted)
      throws SourceException {
    Map<String, BagTopic> found = new LinkedHashMap<>();
    for (McapChannel channel : mcap.channels()) {
      Optional<JointStateDecoder> decoder = wanted.isEmpty()
          || wanted.get().equals(channel.topic())
              ? decoder(mcap, file, channel)
              : Optional.empty();
      if (decoder.isPresent()) {
        String key = channel.topic() + " " + decoder.get().words();
        found.computeIfAbsent(key, _ -> new BagTopic(channel.topic(), new HashSet<>(),
            decoder.get())).channels.add(channel.id());
      }
    }
    return List.copyOf(found.values());
  }

  private static Optional<JointStateDecoder> decoder(McapReader mcap, String file,
      McapChannel channel) throws SourceException {
    Optional<McapSchema> schema = mcap.schema(channel);
    try {
      return JointStateDecoder.of(schema.map(McapSchema::name).orElse(""),
          schema.map(McapSchema::data).orElse(ByteBuffer.allocate(0)), channel.messageEncoding());
    } catch (DecodeException e) {
      throw new SourceException(file + ": topic " + channel.topic() + ": " + e.getMessage(), e);
    }
  }

  private static String listed(McapReader mcap) {
    return mcap.channels().stream().limit(MAX_LISTED)
        .map(channel -> SourceException.printable(channel.topic() + " ("
            + mcap.schema(channel).map(McapSchema::name).orElse("no schema") + " in "
            + channel.messageEncoding() + ")"))
        .collect(Collectors.joining(", "))
        + (mcap.channels().size() > MAX_LISTED
            ? " and " + (mcap.channels().size() - MAX_LISTED) + " more"
            : "");
  }
}
