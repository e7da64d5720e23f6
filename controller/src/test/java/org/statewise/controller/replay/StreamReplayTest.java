package org.statewise.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.Setpoint;

/** An imported stream desires what it does, segment by segment. */
final class StreamReplayTest {
  @TempDir
  private Path folder;

  private Path stream() throws IOException {
    Path file = folder.resolve("stream.mcap");
    RecordingInfo info = new RecordingInfo(RecordingKind.STREAM, "test", Instant.EPOCH, "",
        List.of("A1", "A2"), "", "", Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info,
        index -> new Motion("", 0))) {
      JointState row = new JointState(2);
      List<Motion> segments = List.of(new Motion("walk", 1), new Motion("walk", 2),
          new Motion("run", 1));
      for (int i = 0; i < 9; i++) {
        row.armTimeNs = i * 4_000_000L;
        row.q[0] = 0.1 * i;
        row.qd[1] = 1 + i;
        row.qdd[0] = i % 2 == 0 ? Double.NaN : i;
        row.qdd[1] = i % 2 == 0 ? Double.NaN : -i;
        Motion segment = segments.get(i / 3);
        writer.writeRow(row, segment.name(), segment.round(), row.armTimeNs);
      }
    }
    return file;
  }

  @Test
  void shouldDesireWhatTheStreamDoesAndKnowItsSegments() throws IOException {
    try (RecordingReader reader = RecordingReader.open(stream())) {
      ReplayLink link = new ReplayLink(TestArms.plain(2, false), reader);
      StreamSetpoints setpoints = new StreamSetpoints(link);
      JointState now = new JointState(2);
      Setpoint out = new Setpoint(2);
      List<Motion> seen = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        assertThat(link.awaitState(now, 0)).isEqualTo(AwaitResult.FRESH);
        setpoints.sampleInto(0, now, out);
        assertThat(out.qDes).containsExactly(now.q);
        assertThat(out.qdDes).containsExactly(now.qd);
        assertThat(out.qddDes[0]).isEqualTo(i % 2 == 0 ? 0.0 : (double) i);
        seen.add(setpoints.motion(out.motion));
      }
      assertThat(link.awaitState(now, 0)).isEqualTo(AwaitResult.LOST);
      assertThat(seen.stream().distinct()).containsExactly(new Motion("walk", 1),
          new Motion("walk", 2), new Motion("run", 1));
      link.end();
      assertThat(link.firstDifference()).isNull();
    }
  }

  @Test
  void shouldKeepThePaceOfTheTickThatComesNextAlsoAfterAnEarlierPass() throws IOException {
    try (RecordingReader reader = RecordingReader.open(stream())) {
      while (reader.next()) {
        // An inspection comes before a replay and leaves the last tick behind.
      }
      reader.rewind();
      List<Long> heard = new ArrayList<>();
      ReplayLink link = new ReplayLink(TestArms.plain(2, false), reader, 0, heard::add);
      JointState now = new JointState(2);
      for (int i = 0; i < 9; i++) {
        link.awaitState(now, 0);
      }
      assertThat(heard).containsExactly(0L, 4_000_000L, 8_000_000L, 12_000_000L, 16_000_000L,
          20_000_000L, 24_000_000L, 28_000_000L, 32_000_000L);
    }
  }
}
