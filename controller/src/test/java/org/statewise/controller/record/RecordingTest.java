package org.statewise.controller.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapCompression;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.record.mcap.McapWriter;
import org.statewise.controller.setpoint.Motion;
import org.statewise.proto.recording.Tick;

/** What a recording gives back. */
final class RecordingTest extends RecordingFixture {
  @Test
  void shouldGiveBackEveryFieldToTheBit() throws IOException {
    try (RecordingReader reader = RecordingReader.open(record())) {
      assertThat(reader.jointCount()).isEqualTo(JOINTS);
      for (int i = 0; i < TICKS; i++) {
        assertThat(reader.next()).isTrue();
        Ticks.fill(tick, i);
        if (!tick.learned) {
          TickRecord zero = new TickRecord(JOINTS);
          System.arraycopy(zero.phi, 0, tick.predictionError, 0, JOINTS);
          System.arraycopy(zero.phi, 0, tick.phi, 0, JOINTS);
          System.arraycopy(zero.confidence, 0, tick.confidence, 0, JOINTS);
          tick.loss = 0;
          tick.stepSize = 0;
          tick.thetaNorm = 0;
        }
        tick.motion++;
        assertThat(reader.tick()).usingRecursiveComparison()
            .withEqualsForType(
                (a, b) -> Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b),
                Double.class)
            .isEqualTo(tick);
        assertThat(reader.logTimeNs())
            .isEqualTo(1_795_348_800_000_000_123L + i * Ticks.PERIOD_NS);
      }
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void shouldKeepWhereTheLinksWereAndReadRecordingsWithout() throws IOException {
    TickEncoder encoder = new TickEncoder(JOINTS);
    TickDecoder decoder = new TickDecoder(JOINTS);
    Ticks.fill(tick, 3);
    int length = encoder.encodeRun(tick, "reach", 1);
    assertThat(Tick.parseFrom(Arrays.copyOf(encoder.buffer(), length)).getQLinkList()).isEmpty();
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().state.qLink).containsOnly(Double.NaN);

    for (int j = 0; j < JOINTS; j++) {
      tick.state.qLink[j] = 0.1 * j;
    }
    length = encoder.encodeRun(tick, "reach", 1);
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().state.qLink).containsExactly(tick.state.qLink);
  }

  @Test
  void shouldKeepTheConfidenceOfAMemoryAndReadRecordingsWithout() throws IOException {
    TickEncoder encoder = new TickEncoder(JOINTS);
    TickDecoder decoder = new TickDecoder(JOINTS);
    Ticks.fill(tick, 3);
    Arrays.fill(tick.confidence, 0.5);
    int length = encoder.encodeRun(tick, "reach", 1);
    assertThat(Tick.parseFrom(Arrays.copyOf(encoder.buffer(), length)).getConfidenceList())
        .hasSize(JOINTS).containsOnly(0.5);
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().confidence).containsOnly(0.5);

    Arrays.fill(tick.confidence, Double.NaN);
    length = encoder.encodeRun(tick, "reach", 1);
    assertThat(Tick.parseFrom(Arrays.copyOf(encoder.buffer(), length)).getConfidenceList())
        .isEmpty();
    decoder.decode(encoder.buffer(), 0, length);
    assertThat(decoder.tick().confidence).containsOnly(Double.NaN);
  }

  @Test
  void shouldTellWhatTheRecordingIs() throws IOException {
    try (RecordingReader reader = RecordingReader.open(record())) {
      assertThat(reader.description().kind()).isEqualTo(RecordingKind.RUN);
      assertThat(reader.description().metadata()).containsEntry("arm", "iiwa7")
          .containsEntry("note", "a test")
          .containsEntry("created", "2026-11-22T12:00:00.000000123Z");
      assertThat(reader.description().metadata()).containsEntry("ticks", "95");
      assertThat(reader.description().jointNames()).containsExactly("A1", "A2", "A3", "A4", "A5");
      assertThat(reader.description().configurationJson()).contains("{\"periodMillis\": 4}");
      assertThat(reader.description().armYaml()).contains("name: iiwa7\n");
      assertThat(reader.segments()).hasSize(10).startsWith(
          new RecordedSegment("", 0, 0, 10), new RecordedSegment("reach", 1, 10, 10)).endsWith(
              new RecordedSegment("over", 3, 90, 5));
      assertThat(reader.truncated()).isFalse();
    }
  }

  @Test
  void shouldKeepTheRowsOfAStream() throws IOException {
    Path file = folder.resolve("stream.mcap");
    JointState row = new JointState(JOINTS);
    row.armTimeNs = 500;
    row.q[2] = 0.25;
    row.qdd[0] = 1;
    try (RecordingWriter writer = new RecordingWriter(
        McapOutput.file(file),
        new RecordingInfo(RecordingKind.STREAM, "0.1.0", Ticks.CREATED, "", List.of("1", "2", "3",
            "4", "5"),
            "", "", Map.of()),
        motion -> new Motion("", 0))) {
      writer.writeRow(row, "s", 0, 500);
    }
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.description().kind()).isEqualTo(RecordingKind.STREAM);
      assertThat(reader.motion()).isEqualTo("s");
      assertThat(reader.tick().state.q[2]).isEqualTo(0.25);
      assertThat(reader.tick().state.qdd[0]).isEqualTo(1);
      assertThat(reader.description().configurationJson()).isEmpty();
    }
  }

  @Test
  void shouldOpenARecordingWithoutTicks() throws IOException {
    Path file = folder.resolve("none.mcap");
    new RecordingWriter(McapOutput.file(file), Ticks.info(JOINTS), Ticks.motions()).close();
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.jointCount()).isEqualTo(JOINTS);
      assertThat(reader.next()).isFalse();
      assertThat(reader.segments()).isEmpty();
    }
  }

  @Test
  void shouldKeepWhatAKilledWriterFlushed() throws IOException {
    Path file = folder.resolve("killed.mcap");
    RecordingWriter writer = new RecordingWriter(McapOutput.file(file), Ticks.info(JOINTS),
        Ticks.motions());
    Ticks.fill(tick, 0);
    writer.write(tick);
    writer.flush();
    writer.write(tick);
    writer.abandon();
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.truncated()).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
      assertThat(reader.description().configurationJson()).isPresent();
    }
  }

  private Path foreign(String topic, String schema) throws IOException {
    Path file = folder.resolve("foreign.mcap");
    try (McapWriter writer = new McapWriter(McapOutput.file(file), "other", McapCompression.NONE,
        1000)) {
      int id = writer.addSchema(schema, "protobuf", new byte[0]);
      writer.message(writer.addChannel(id, topic, "protobuf", Map.of()), 0, 0, new byte[]{8, 1}, 2);
    }
    return file;
  }

  @Test
  void shouldRefuseAForeignFile() throws IOException {
    Path camera = foreign("/camera", "foxglove.Image");
    assertThatThrownBy(() -> RecordingReader.open(camera)).isInstanceOf(RecordingException.class)
        .hasMessage(camera + ": this MCAP file is no Statewise recording: it must have a topic"
            + " /statewise/tick, but has /camera");
    Path schema = foreign("/statewise/tick", "other.Tick");
    assertThatThrownBy(() -> RecordingReader.open(schema)).isInstanceOf(RecordingException.class)
        .hasMessage(schema + ": its topic /statewise/tick must hold statewise.recording.v1.Tick in"
            + " protobuf, but holds other.Tick in protobuf");
    Path empty = foreign("/statewise/tick", "statewise.recording.v1.Tick");
    assertThatThrownBy(() -> RecordingReader.open(empty)).isInstanceOf(RecordingException.class)
        .hasMessage(empty + ": the first tick must have at least one joint, but has no q");
  }

  @Test
  void shouldRefuseATickOfAnotherJointCount() throws IOException {
    TickEncoder encoder = new TickEncoder(JOINTS);
    int length = encoder.encodeRun(tick, "", 0);
    TickDecoder decoder = new TickDecoder(3);
    assertThatThrownBy(() -> decoder.decode(encoder.buffer(), 0, length))
        .hasMessage("its q must have 3 values, not 5");
  }
}
