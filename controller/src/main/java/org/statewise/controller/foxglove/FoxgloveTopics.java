package org.statewise.controller.foxglove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.CompanionTopics;
import org.statewise.controller.record.mcap.McapWriter;

/**
 * Writes the well-known messages of a run into its recording, and the arm's URDF into every file of it. On the
 * recorder's thread, for one run.
 */
public final class FoxgloveTopics implements CompanionTopics {
  /** The attachment with the arm. */
  public static final String URDF = "arm.urdf";

  private final RunSubject subject;
  private final TickMessages messages;
  private final Map<Topic, Integer> channels = new EnumMap<>(Topic.class);
  private final Map<Topic, Long> sequences = new EnumMap<>(Topic.class);

  public FoxgloveTopics(RunSubject subject) {
    this.subject = subject;
    messages = new TickMessages(subject);
  }

  @Override
  public void begin(McapWriter mcap, long logTimeNs) throws IOException {
    channels.clear();
    sequences.clear();
    Map<String, Integer> schemas = new HashMap<>();
    for (Topic topic : Topic.values()) {
      // The recording has the ticks already.
      if (topic != Topic.TICK) {
        int schema = schemas.computeIfAbsent(topic.schemaName(),
            name -> mcap.addSchema(name, Topic.ENCODING, topic.schema()));
        channels.put(topic,
            mcap.addChannel(schema, topic.path(), Topic.ENCODING, Map.of()));
      }
    }
    Optional<String> urdf = TickMessages.urdf(subject.model());
    if (urdf.isPresent()) {
      mcap.attachment(URDF, "application/xml", logTimeNs,
          urdf.get().getBytes(StandardCharsets.UTF_8));
    }
    messages.begin(logTimeNs, (topic, atNs, bytes, length) -> write(mcap, topic, atNs, bytes,
        length));
  }

  @Override
  public void add(McapWriter mcap, TickRecord tick, long logTimeNs) throws IOException {
    messages.add(tick, logTimeNs, (topic, atNs, bytes, length) -> write(mcap, topic, atNs, bytes,
        length));
  }

  private void write(McapWriter mcap, Topic topic, long atNs, byte[] bytes, int length)
      throws IOException {
    long sequence = sequences.merge(topic, 1L, Long::sum) - 1;
    mcap.message(channels.get(topic), sequence & 0xFFFF_FFFFL, atNs, bytes, length);
  }
}
