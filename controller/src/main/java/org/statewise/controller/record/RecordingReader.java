package org.statewise.controller.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapAttachment;
import org.statewise.controller.record.mcap.McapChannel;
import org.statewise.controller.record.mcap.McapMessage;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.controller.record.mcap.McapSchema;
import org.statewise.proto.recording.Tick;

/**
 * Reads a recording of a run or of an imported stream, tick by tick into one reused record. What a
 * message leaves out is zero, but for an acceleration, which is NaN.
 *
 * <p>A recording whose writer was killed gives what is whole; {@link #truncated} tells.
 */
public final class RecordingReader implements Closeable {
  /** Metadata key of an imported stream: whether its accelerations were estimated. */
  public static final String QDD_ESTIMATED = "qddEstimated";

  /** Metadata key of a stream: whether its velocities were estimated from its positions. */
  public static final String QD_ESTIMATED = "qdEstimated";

  private final McapReader mcap;
  private final Path file;
  private final McapMessage message = new McapMessage();
  private final TickDecoder decoder;
  private final int joints;
  private long read;
  private int segment = -1;
  private String segmentMotion;
  private int segmentRound;

  /**
   * Opens a recording and goes before its first tick.
   *
   * @throws RecordingException if the file is an MCAP file, but no recording of ours
   * @throws org.statewise.controller.record.mcap.McapException if it is no MCAP file or is damaged
   */
  public static RecordingReader open(Path file) throws IOException {
    McapReader mcap = McapReader.open(file);
    try {
      return new RecordingReader(mcap, file);
    } catch (IOException | RuntimeException e) {
      mcap.close();
      throw e;
    }
  }

  private RecordingReader(McapReader mcap, Path file) throws IOException {
    this.mcap = mcap;
    this.file = file;
    joints = nextMessage() ? jointsOfFirst() : jointsOfEmpty();
    decoder = new TickDecoder(joints);
    rewind();
  }

  private int jointsOfFirst() throws IOException {
    McapSchema schema = mcap.schema(message.channel).orElse(null);
    String expected = Tick.getDescriptor().getFullName();
    String encoding = message.channel.messageEncoding();
    if (schema == null || !schema.name().equals(expected) || !encoding.equals("protobuf")) {
      throw wrong("its topic " + RecordingWriter.TOPIC + " must hold " + expected
          + " in protobuf, but holds " + (schema == null ? "no schema" : schema.name()) + " in "
          + encoding);
    }
    int count;
    try {
      count = TickDecoder.joints(message.buffer, message.offset, message.length);
    } catch (IOException e) {
      throw new RecordingException(file + ": the first tick cannot be decoded: " + e.getMessage(),
          e);
    }
    if (count < 1) {
      throw wrong("the first tick must have at least one joint, but has no q");
    }
    return count;
  }

  private int jointsOfEmpty() throws RecordingException {
    boolean ours = mcap.channels().stream().map(McapChannel::topic)
        .anyMatch(RecordingWriter.TOPIC::equals);
    if (!ours && mcap.metadata(RecordingWriter.METADATA).isEmpty()) {
      throw wrong("this MCAP file is no Statewise recording: it must have a topic "
          + RecordingWriter.TOPIC + ", but has " + topics());
    }
    String count = metadata().getOrDefault(RecordingInfo.JOINT_COUNT, "");
    if (!count.matches("[1-9][0-9]{0,3}")) {
      throw wrong("its metadata key jointCount must be a positive number, but is \"" + count
          + "\"");
    }
    return Integer.parseInt(count);
  }

  private String topics() {
    List<String> topics = mcap.channels().stream().map(McapChannel::topic).sorted().toList();
    return topics.isEmpty() ? "none" : String.join(", ", topics);
  }

  /** Goes on to the next message on our topic; others are passed over. */
  private boolean nextMessage() throws IOException {
    while (mcap.next(message)) {
      if (message.channel.topic().equals(RecordingWriter.TOPIC)) {
        return true;
      }
    }
    return false;
  }

  /** Goes on to the next tick; false at the end. */
  public boolean next() throws IOException {
    if (!nextMessage()) {
      return false;
    }
    try {
      decoder.decode(message.buffer, message.offset, message.length);
    } catch (IOException e) {
      throw new RecordingException(file + ": message " + read + " on " + RecordingWriter.TOPIC
          + " cannot be decoded: " + e.getMessage(), e);
    }
    read++;
    if (!decoder.motion().equals(segmentMotion) || decoder.round() != segmentRound) {
      segment++;
      segmentMotion = decoder.motion();
      segmentRound = decoder.round();
    }
    decoder.tick().motion = segment;
    return true;
  }

  /**
   * The tick that {@link #next} went to, in a record that the next call overwrites; its motion is
   * the index into {@link #segments}.
   */
  public TickRecord tick() {
    return decoder.tick();
  }

  /** The tick's motion, or an imported stream's segment; empty outside of any. */
  public String motion() {
    return decoder.motion();
  }

  public int round() {
    return decoder.round();
  }

  /** The tick's place on the recording's time line, ns since 1970 in a run. */
  public long logTimeNs() {
    return message.logTimeNs;
  }

  /** Starts again before the first tick. */
  public void rewind() {
    mcap.rewind();
    read = 0;
    segment = -1;
    segmentMotion = null;
    segmentRound = 0;
  }

  /** Reads through the file and rewinds; the segments in order, without gaps. */
  public List<RecordedSegment> segments() throws IOException {
    rewind();
    List<RecordedSegment> all = new ArrayList<>();
    while (next()) {
      if (segment == all.size()) {
        all.add(new RecordedSegment(motion(), round(), tick().tick, 1));
      } else {
        RecordedSegment last = all.removeLast();
        all.add(new RecordedSegment(last.motion(), last.round(), last.firstTick(),
            last.ticks() + 1));
      }
    }
    rewind();
    return List.copyOf(all);
  }

  public int jointCount() {
    return joints;
  }

  /** Names from base to flange; {@code A1}, {@code A2} and so on where the file has none. */
  public List<String> jointNames() {
    List<String> names = List.of(metadata().getOrDefault(RecordingInfo.JOINTS, "").split(","));
    if (names.size() == joints && names.stream().noneMatch(String::isBlank)) {
      return names;
    }
    List<String> numbered = new ArrayList<>();
    for (int j = 1; j <= joints; j++) {
      numbered.add("A" + j);
    }
    return List.copyOf(numbered);
  }

  /**
   * Everything the file says of itself, as keys and words; what its writer knew only at the end is
   * missing if it was killed.
   */
  public Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    mcap.metadata(RecordingWriter.METADATA).ifPresent(all::putAll);
    mcap.metadata(RecordingWriter.END_METADATA).ifPresent(all::putAll);
    return all;
  }

  /** What an imported stream's torques are to be divided by, Nm, one a joint; empty for a run. */
  public Optional<double[]> torqueScaleNm() throws RecordingException {
    String words = metadata().get(RecordingWriter.TORQUE_SCALE);
    if (words == null) {
      return Optional.empty();
    }
    double[] scale;
    try {
      scale = Arrays.stream(words.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      scale = new double[0];
    }
    if (scale.length != joints || !Arrays.stream(scale).allMatch(s -> s > 0 && s < 1e9)) {
      throw wrong("its metadata key torqueScaleNm must have " + joints
          + " positive numbers, but is \"" + words + "\"");
    }
    return Optional.of(scale);
  }

  public RecordingKind kind() {
    return RecordingKind.STREAM.word().equals(metadata().get(RecordingInfo.KIND))
        ? RecordingKind.STREAM
        : RecordingKind.RUN;
  }

  /** Where in its run the recording begins. */
  public RecordingPart part() throws RecordingException {
    try {
      return RecordingPart.of(metadata());
    } catch (RecordingException e) {
      throw new RecordingException(file + ": " + e.getMessage(), e);
    }
  }

  /** The configuration that was in effect, as JSON. */
  public Optional<String> configurationJson() throws IOException {
    return attachment(RecordingWriter.CONFIGURATION);
  }

  /** The arm's description, as YAML. */
  public Optional<String> armYaml() throws IOException {
    return attachment(RecordingWriter.ARM_DESCRIPTION);
  }

  private Optional<String> attachment(String name) throws IOException {
    for (McapAttachment attachment : mcap.attachments()) {
      if (attachment.name().equals(name)) {
        return Optional.of(new String(mcap.read(attachment), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** Whether the writer did not end the file. */
  public boolean truncated() {
    return mcap.truncated();
  }

  /** What a truncated file lost, as a sentence; empty if it is whole. */
  public String loss() {
    return mcap.loss();
  }

  private RecordingException wrong(String what) {
    return new RecordingException(file + ": " + what);
  }

  @Override
  public void close() throws IOException {
    mcap.close();
  }
}
