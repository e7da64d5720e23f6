package org.statewise.controller.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapCompression;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.record.mcap.McapWriter;
import org.statewise.controller.setpoint.Motion;
import org.statewise.proto.recording.Tick;

/**
 * Writes a recording: one protobuf Tick a message on {@link #TOPIC}, with the schema, the
 * configuration, the arm's description and the words of {@link RecordingInfo} in the same file.
 *
 * <p>A run's log time is the wall clock when the recording began plus the controller's clock since
 * its first tick, so it never jumps. One thread.
 */
public final class RecordingWriter implements Closeable {
  public static final String TOPIC = "/statewise/tick";

  /** The metadata record that {@link RecordingInfo} fills. */
  public static final String METADATA = "statewise";

  /** The metadata record of what was known only at the end. */
  static final String END_METADATA = "statewise-end";
  static final String CONFIGURATION = "configuration.json";
  static final String ARM_DESCRIPTION = "arm.yaml";
  static final String TORQUE_SCALE = "torqueScaleNm";
  private static final int CHUNK_BYTES = 1 << 18;

  private final McapWriter mcap;
  private final IntFunction<Motion> motions;
  private final TickEncoder encoder;
  private final CompanionTopics companions;
  private final long createdNs;
  private final int channel;
  private long firstNowNs;
  private long ticks;
  private int lastMotion = -1;
  private String motionName = "";
  private int motionRound;

  /** Writes the file's beginning; closes {@code out} if that fails. */
  public RecordingWriter(McapOutput out, RecordingInfo info, IntFunction<Motion> motions)
      throws IOException {
    this(out, info, motions, CompanionTopics.NONE);
  }

  /**
   * Writes the file's beginning; closes {@code out} if that fails.
   *
   * @param companions what a run's file holds beside its ticks
   */
  public RecordingWriter(McapOutput out, RecordingInfo info, IntFunction<Motion> motions,
      CompanionTopics companions) throws IOException {
    this.motions = motions;
    this.companions = companions;
    createdNs = info.createdNs();
    encoder = new TickEncoder(info.joints().size());
    mcap = new McapWriter(out, "statewise " + info.programVersion(), McapCompression.ZSTD,
        CHUNK_BYTES);
    int schema = mcap.addSchema(Tick.getDescriptor().getFullName(), "protobuf",
        SchemaSet.of(Tick.getDescriptor()));
    channel = mcap.addChannel(schema, TOPIC, "protobuf", Map.of());
    try {
      mcap.metadata(METADATA, info.toMetadata());
      attach(CONFIGURATION, "application/json", info.configurationJson());
      attach(ARM_DESCRIPTION, "application/yaml", info.armYaml());
      companions.begin(mcap, createdNs);
    } catch (IOException e) {
      mcap.close();
      throw e;
    }
  }

  private void attach(String name, String mediaType, String text) throws IOException {
    if (!text.isEmpty()) {
      mcap.attachment(name, mediaType, createdNs, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Appends a tick of a run. */
  public void write(TickRecord tick) throws IOException {
    if (ticks == 0) {
      firstNowNs = tick.nowNs;
    }
    if (tick.motion != lastMotion) {
      lastMotion = tick.motion;
      motionName = tick.motion < 0 ? "" : motions.apply(tick.motion).name();
      motionRound = tick.motion < 0 ? 0 : motions.apply(tick.motion).round();
    }
    int length = encoder.encodeRun(tick, motionName, motionRound);
    long logTimeNs = createdNs + tick.nowNs - firstNowNs;
    append(logTimeNs, length);
    companions.add(mcap, tick, logTimeNs);
  }

  /**
   * Appends a row of a stream.
   *
   * @param row has arm time, q, qd, qdd and tau; an unknown qdd is NaN
   * @param logTimeNs where the row stands on the stream's own time line, which must not go back
   */
  public void writeRow(JointState row, String segment, int round, long logTimeNs)
      throws IOException {
    append(logTimeNs, encoder.encodeRow(ticks, row, segment, round));
  }

  private void append(long logTimeNs, int length) throws IOException {
    mcap.message(channel, ticks & 0xFFFF_FFFFL, logTimeNs, encoder.buffer(), length);
    ticks++;
  }

  /** Hands everything written so far to the operating system, where a kill cannot reach it. */
  public void flush() throws IOException {
    mcap.flushChunk();
  }

  /** How many ticks a reader would find if nothing more were written. */
  public long keptTicks() {
    return mcap.keptMessages(channel);
  }

  /** How many bytes the file has so far, but for what the open chunk holds. */
  long bytes() {
    return mcap.bytes();
  }

  /** How many bytes of memory the index of the file's chunks takes so far. */
  long indexBytes() {
    return mcap.indexBytes();
  }

  /** The controller's clock at the first tick. */
  long firstNowNs() {
    return firstNowNs;
  }

  /** How many ticks were written. */
  public long ticks() {
    return ticks;
  }

  /** Adds words that are known only at the end. */
  public void end(Map<String, String> entries) throws IOException {
    mcap.metadata(END_METADATA, entries);
  }

  /**
   * Adds what an import knows only at its end.
   *
   * @param torqueScaleNm what the torques are to be divided by, one a joint; they stay in Nm
   * @param torqueScaleSource where the scale comes from, in words
   */
  public void endStream(List<Double> torqueScaleNm, String torqueScaleSource, long skippedRows)
      throws IOException {
    end(Map.of(TORQUE_SCALE, torqueScaleNm.stream().map(String::valueOf)
        .collect(Collectors.joining(",")), "torqueScaleSource", torqueScaleSource, "rows",
        Long.toString(ticks), "skippedRows", Long.toString(skippedRows)));
  }

  /** Writes the summary and waits until all of it is on the disk. */
  @Override
  public void close() throws IOException {
    mcap.close();
  }

  /** Frees the file and leaves it as it is, without a summary. */
  public void abandon() throws IOException {
    mcap.abandon();
  }
}
