package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.AngleUnit;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.SourceOptions;

/** Bags that other people's libraries wrote: {@code controller/golden/bags.mjs} says what is in them. */
final class BagImportTest {
  private static final int MESSAGES = 40;
  private static final long FIRST_NS = 1_700_000_000_000_000_000L;

  @TempDir
  private Path folder;

  private static Path foreign(String name) {
    return Path.of(System.getProperty("statewise.root"), "controller/src/test/resources/foreign",
        name);
  }

  private static SourceOptions options(String topic, String... joints) {
    return new SourceOptions(Map.of(), Map.of(), Optional.ofNullable(topic), List.of(joints),
        Optional.empty(), Optional.empty(), false);
  }

  private ImportResult run(Path file, SourceOptions options, boolean skip) throws IOException {
    return StreamImport.run(new ImportRequest(file, folder.resolve("out.mcap"), options,
        new TorqueScale.FirstSeconds(), skip, "0.1.0", Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "ros2-none.mcap | sensor_msgs/JointState in CDR on topic /joint_states | 4",
    "ros2-zstd.mcap | sensor_msgs/JointState in CDR on topic /joint_states | 4",
    "ros2-lz4.mcap | sensor_msgs/JointState in CDR on topic /joint_states | 4",
    "ros2-plain.mcap | sensor_msgs/JointState in CDR on topic /joint_states | 4",
    "ros1.mcap | sensor_msgs/JointState as ROS 1 writes it on topic /iiwa/joint_states | 4",
    "foxglove-json.mcap | foxglove.JointStates in JSON on topic /joints | 0",
    "foxglove-protobuf.mcap | foxglove.JointStates in protobuf on topic /joints | 0"})
  void shouldReadJointsByNameWhateverTheirOrder(String name, String understood, int others)
      throws IOException {
    ImportResult result = run(foreign(name), SourceOptions.NONE, false);

    assertThat(result.rows()).isEqualTo(MESSAGES);
    assertThat(result.qdEstimated()).isFalse();
    assertThat(result.qddEstimated()).isTrue();
    assertThat(result.understood()).isEqualTo("MCAP with " + understood
        + ", 3 joint(s) (lbr_A1, lbr_A2, lbr_A3)"
        + (others > 0 ? ", " + others + " message(s) of other joints passed over" : "")
        + ", time from the messages' stamps, angles in radians");
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.description().jointNames()).containsExactly("lbr_A1", "lbr_A2",
          "lbr_A3");
      for (int i = 0; i < MESSAGES; i++) {
        assertThat(reader.next()).isTrue();
        TickRecord tick = reader.tick();
        assertThat(tick.state.armTimeNs).isEqualTo(FIRST_NS + 4_000_000L * i);
        for (int j = 0; j < 3; j++) {
          assertThat(tick.state.q[j]).isEqualTo(0.1 * (j + 1) + 0.01 * i);
          assertThat(tick.state.qd[j]).isEqualTo(0.2 * (j + 1));
          assertThat(tick.state.tau[j]).isEqualTo(j - i);
        }
      }
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void shouldTakeTheNamedJointsInTheirOrder() throws IOException {
    run(foreign("ros2-zstd.mcap"), options("/joint_states", "lbr_A3", "lbr_A1"), false);
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.description().jointNames()).containsExactly("lbr_A3", "lbr_A1");
      reader.next();
      assertThat(reader.tick().state.q).containsExactly(0.1 * 3, 0.1);
    }
  }

  @Test
  void shouldTakeTheTimeOfLoggingWhereAsked() throws IOException {
    SourceOptions arrival = new SourceOptions(Map.of(), Map.of(), Optional.empty(), List.of(),
        Optional.empty(), Optional.of(AngleUnit.DEG), true);
    run(foreign("ros2-none.mcap"), arrival, false);
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      reader.next();
      assertThat(reader.tick().state.armTimeNs).isEqualTo(FIRST_NS + 100_000);
      assertThat(reader.tick().state.q[1]).isEqualTo(0.2 * Math.PI / 180);
      assertThat(reader.tick().state.tau[1]).isEqualTo(1);
    }
  }

  @Test
  void shouldImportARecordingOfOurOwn() throws IOException {
    run(foreign("ros2-zstd.mcap"), SourceOptions.NONE, false);
    Path first = Files.move(folder.resolve("out.mcap"), folder.resolve("first.mcap"));
    ImportResult again = run(first, SourceOptions.NONE, false);
    assertThat(again.rows()).isEqualTo(MESSAGES);
    assertThat(again.qddEstimated()).isTrue();
    assertThat(again.understood())
        .startsWith("a recording of a stream by Statewise 0.1.0, 3 joint");
    try (RecordingReader one = RecordingReader.open(first);
        RecordingReader other = RecordingReader.open(folder.resolve("out.mcap"))) {
      while (one.next()) {
        assertThat(other.next()).isTrue();
        assertThat(other.tick().state.q).containsExactly(one.tick().state.q);
        assertThat(other.tick().state.qdd).containsExactly(one.tick().state.qdd);
        assertThat(other.tick().state.armTimeNs).isEqualTo(one.tick().state.armTimeNs);
      }
    }
  }

  @Test
  void shouldNameWhatIsWrongWithABag() {
    Path bag = foreign("ros2-none.mcap");
    assertThatThrownBy(() -> run(bag, options("/joints"), false))
        .isInstanceOf(SourceException.class)
        .hasMessage(bag
            + ": the topic /joints must hold joint states (sensor_msgs/JointState in cdr"
            + " or ros1, foxglove.JointStates in protobuf or json), but there are /rosout"
            + " (std_msgs/msg/String in cdr), /joint_states (sensor_msgs/msg/JointState in cdr)");
    assertThatThrownBy(() -> run(bag, options(null, "lbr_A1", "lbr_A9"), false)).hasMessage(bag
        + ": topic /joint_states, message 1, name: --joints names \"lbr_A9\", but the message has"
        + " \"lbr_A1\", \"lbr_A2\", \"lbr_A3\"");
    assertThatThrownBy(() -> run(bag, options(null, "finger"), false)).hasMessage(bag
        + ": topic /joint_states, message 6, effort: each joint must have a value, but finger has"
        + " none; torques are what a stream is imported for");
    assertThatThrownBy(() -> run(bag, new SourceOptions(Map.of("t", "x"), Map.of(),
        Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false), false))
        .hasMessage(bag + ": --map must not be given for MCAP, which the file is");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldNameTheMessageThatIsBadAndSkipItWhenAsked() throws IOException {
    Path bag = folder.resolve("bag.mcap");
    try (TestBag writer = new TestBag(bag)) {
      for (int i = 0; i < 5; i++) {
        byte[] message = TestBag.cdr((i + 1) * 4_000_000L, List.of("a", "b"), i, 1, 2);
        writer.jointState(i == 2 ? Arrays.copyOf(message, message.length - 3) : message);
      }
      writer.jointState(TestBag.cdr(3_000_000, List.of("a", "b"), 1, 1, 2));
      writer.jointState(TestBag.cdr(30_000_000, List.of("b", "c"), 1, 1, 2));
      writer.jointState(TestBag.cdr(31_000_000, List.of("b", "a"), Double.NaN, 1, 2));
      writer.jointState(TestBag.cdr(32_000_000, List.of("b", "a"), 2, 1, 1e9));
    }
    assertThatThrownBy(() -> run(bag, SourceOptions.NONE, false)).hasMessage(bag
        + ": topic /joint_states, message 3: byte 100: effort must have 16 bytes, but 13 are left");
    ImportResult result = run(bag, SourceOptions.NONE, true);
    assertThat(result.rows()).isEqualTo(4);
    assertThat(result.skipped()).isEqualTo(Map.of(RowProblem.NOT_DECODED, 1L,
        RowProblem.TIME_NOT_FORWARD, 1L, RowProblem.JOINT_MISSING, 2L, RowProblem.OUT_OF_RANGE,
        1L));
  }

  @Test
  void shouldTakeDegreesForNoRadians() throws IOException {
    Path bag = folder.resolve("bag.mcap");
    try (TestBag writer = new TestBag(bag)) {
      writer.jointState(TestBag.cdr(1, List.of("a"), 1, 1, 2));
      writer.jointState(TestBag.cdr(2, List.of("a"), 57, 1, 2));
    }
    assertThatThrownBy(() -> run(bag, SourceOptions.NONE, true)).hasMessage(bag
        + ": topic /joint_states, message 2, q1: the angle 57.0 is more than a full turn in radians,"
        + " so it looks like degrees; say --angles deg, or --angles rad if it is in radians");
  }
}
