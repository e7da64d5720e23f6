package org.statewise.controller.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.statewise.controller.loop.TickRecord;
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
public final class RecordingReader implements TickSource {
  private final McapReader mcap;
  private final Path file;
  private final McapMessage message = new McapMessage();
  private final TickDecoder decoder;
  private final int joints;
  private final RecordingDescription description;
  private long read;
  private int segment = -1;
  private String segmentMotion;
  private int segmentRound;
  private Place place = Place.BEGINNING;

  /**
   * A place in a recording from which reading can go on: before the first tick of a chunk.
   *
   * @param offset of the chunk in the file
   * @param read ticks before it
   * @param segment of the tick before it, and what that is called
   */
  public record Place(long offset, long read, int segment, String motion, int round) {
    static final Place BEGINNING = new Place(-1, 0, -1, null, 0);
  }

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
    description = new RecordingDescription(mcap, file, joints);
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
    Set<String> topics = mcap.channels().stream().map(McapChannel::topic)
        .collect(Collectors.toCollection(TreeSet::new));
    if (!topics.contains(RecordingWriter.TOPIC)
        && mcap.metadata(RecordingWriter.METADATA).isEmpty()) {
      throw wrong("this MCAP file is no Statewise recording: it must have a topic "
          + RecordingWriter.TOPIC + ", but has "
          + (topics.isEmpty() ? "none" : String.join(", ", topics)));
    }
    return RecordingDescription.jointCount(mcap, file);
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

  @Override
  public boolean next() throws IOException {
    if (!nextMessage()) {
      return false;
    }
    if (mcap.recordStart() != place.offset()) {
      place = new Place(mcap.recordStart(), read, segment, segmentMotion, segmentRound);
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

  /** {@inheritDoc} That is the index into {@link #segments}. */
  @Override
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

  /** Where the chunk begins that the newest tick stands in. */
  public Place place() {
    return place;
  }

  /** Goes before the first tick of a chunk. */
  public void goTo(Place there) {
    if (there.offset() < 0) {
      mcap.rewind();
    } else {
      mcap.goTo(there.offset());
    }
    place = Place.BEGINNING;
    read = there.read();
    segment = there.segment();
    segmentMotion = there.motion();
    segmentRound = there.round();
  }

  /** Starts again before the first tick. */
  @Override
  public void rewind() {
    goTo(Place.BEGINNING);
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

  @Override
  public int jointCount() {
    return joints;
  }

  @Override
  public RecordingDescription description() {
    return description;
  }

  /** How many bytes of the file were gone through. */
  public long position() {
    return mcap.position();
  }

  /** Whether the writer did not end the file. */
  public boolean truncated() {
    return mcap.truncated();
  }

  @Override
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
