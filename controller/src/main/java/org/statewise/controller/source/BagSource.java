package org.statewise.controller.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.statewise.controller.record.mcap.McapMessage;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.controller.source.joints.DecodeException;
import org.statewise.controller.source.joints.JointSample;
import org.statewise.controller.source.joints.JointStateDecoder;

/**
 * Joint states on a topic of an MCAP file, as rosbag2 and Foxglove write them. Joints are matched by name,
 * whatever their order in a message; messages of other joints alone on the same topic are passed over.
 */
final class BagSource implements StreamSource {
  private final McapReader mcap;
  private final String file;
  private final long total;
  private final BagTopic topic;
  private final JointStateDecoder decoder;
  private final McapMessage message = new McapMessage();
  private final JointSample sample = new JointSample();
  private final List<String> names;
  private final int[] index;
  private final StreamRow row;
  private final boolean stamped;
  private final boolean hasQd;
  private final boolean hasQdd;
  private long messages;
  private long others;

  private BagSource(McapReader mcap, Path file, SourceOptions options) throws IOException {
    this.mcap = mcap;
    this.file = file.toString();
    total = mcap.size();
    topic = BagTopic.find(mcap, this.file, options.topic());
    decoder = topic.decoder();
    toFirst(options.joints());
    names = BagJoints.chosen(sample, options.joints(),
        what -> new SourceException(where(messages, "name") + ": " + what));
    index = new int[names.isEmpty() ? sample.count : names.size()];
    row = new StreamRow(index.length);
    match();
    stamped = !options.arrivalTime() && sample.stampNs != 0;
    hasQd = BagJoints.isComplete(sample.velocity, index);
    hasQdd = BagJoints.isComplete(sample.acceleration, index);
    mcap.rewind();
    messages = 0;
    others = 0;
  }

  /** Takes over an open reader, and closes it if there is nothing to read. */
  static BagSource open(McapReader mcap, Path file, SourceOptions options) throws IOException {
    try {
      return new BagSource(mcap, file, options);
    } catch (IOException | RuntimeException e) {
      mcap.close();
      throw e;
    }
  }

  /** Goes to the first message that has one of the joints that the user names, or any. */
  private void toFirst(List<String> wanted) throws IOException {
    do {
      if (!toMessage()) {
        throw new SourceException(file + ": topic " + topic.name() + ": there must be at least one"
            + " message" + (wanted.isEmpty() ? "" : " with a joint of --joints")
            + ", but there is none" + (sample.names.isEmpty()
                ? ""
                : "; the last one has " + MappedColumns.some(sample.names)));
      }
      decode();
    } while (!wanted.isEmpty() && Collections.disjoint(wanted, sample.names));
  }

  private boolean toMessage() throws IOException {
    while (mcap.next(message)) {
      if (topic.channels().contains(message.channel.id())) {
        messages++;
        return true;
      }
    }
    return false;
  }

  private void decode() throws SourceException {
    try {
      decoder.decode(message.buffer, message.offset, message.length, sample);
    } catch (DecodeException e) {
      throw new SourceException(RowProblem.NOT_DECODED, place(messages) + ": " + e.getMessage());
    }
  }

  @Override
  public boolean next() throws IOException {
    while (toMessage()) {
      decode();
      if (match()) {
        fill();
        return true;
      }
      others++;
    }
    return false;
  }

  /** Where each joint stands in the message; false if it has none of them. */
  private boolean match() throws SourceException {
    int found = BagJoints.match(sample, names, index);
    if (found == 0 && !names.isEmpty()) {
      return false;
    }
    if (found < index.length) {
      throw new SourceException(RowProblem.JOINT_MISSING,
          place(messages) + ": the message must have"
              + " the " + index.length + " joints of the first one" + (names.isEmpty()
                  ? ""
                  : ", but has no " + names.get(BagJoints.firstMissing(index))));
    }
    return true;
  }

  private void fill() throws SourceException {
    row.line = messages;
    row.tNs = stamped ? sample.stampNs : message.logTimeNs;
    take(sample.position, row.q, "position");
    take(sample.effort, row.tau, "effort");
    if (hasQd) {
      take(sample.velocity, row.qd, "velocity");
    }
    if (hasQdd) {
      take(sample.acceleration, row.qdd, "acceleration");
    }
  }

  private void take(double[] values, double[] into, String field) throws SourceException {
    for (int j = 0; j < into.length; j++) {
      into[j] = values[index[j]];
      if (Double.isNaN(into[j])) {
        throw new SourceException(RowProblem.JOINT_MISSING, where(messages, field) + ": each joint"
            + " must have a value, but " + (names.isEmpty() ? "joint " + (j + 1) : names.get(j))
            + " has none" + (field.equals("effort")
                ? "; torques are what a stream is imported for"
                : ""));
      }
    }
  }

  private String place(long number) {
    return file + ": topic " + topic.name() + ", message " + number;
  }

  @Override
  public String where(long line, String column) {
    return place(line) + ", " + column;
  }

  @Override
  public String understood() {
    return "MCAP with " + decoder.words() + " on topic " + topic.name() + ", " + index.length
        + " joint(s)" + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
        + (others > 0 ? ", " + others + " message(s) of other joints passed over" : "")
        + ", time from " + (stamped ? "the messages' stamps" : "when they were logged");
  }

  @Override
  public int joints() {
    return index.length;
  }

  @Override
  public List<String> jointNames() {
    return names;
  }

  @Override
  public boolean hasQd() {
    return hasQd;
  }

  @Override
  public boolean hasQdd() {
    return hasQdd;
  }

  @Override
  public String timeRule() {
    return "";
  }

  @Override
  public StreamRow row() {
    return row;
  }

  @Override
  public long done() {
    return mcap.position();
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    mcap.close();
  }
}
