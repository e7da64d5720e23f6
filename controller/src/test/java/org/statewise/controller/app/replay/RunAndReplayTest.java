package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Program;
import org.statewise.controller.record.RecordedSegment;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/** That a replay gives the recorded torques to the bit. */
final class RunAndReplayTest extends RunAndReplayFixture {
  private static final List<String> RESERVED = List.of("kind", "programVersion", "created", "arm",
      "jointCount", "joints");

  private String checksum(String name) throws IOException {
    replay(name);
    return json(name + "-replay").get("torqueChecksum").asText();
  }

  @Test
  void shouldReplayARunToTheBit() throws IOException {
    Program run = run("run");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("ended STOPPED").contains("approach");
    JsonNode figures = json("run");
    assertThat(figures.get("phase").asText()).isEqualTo("STOPPED");
    assertThat(figures.get("fault").asText()).isEmpty();
    assertThat(figures.get("ticks").asLong()).isBetween(500L, 800L);
    assertThat(figures.get("missedStates").asLong()).isZero();
    assertThat(figures.get("stateAgeMillis").get("max").asDouble()).as("in one process").isZero();
    assertThat(figures.get("stateAgeMillis").get("unknown").asLong()).isZero();
    assertThat(figures.get("droppedTicks").get("recorder").asLong()).isZero();
    assertThat(figures.get("trips").get("finite").asInt()).isZero();
    assertThat(figures.get("motions").get(0).get("name").asText()).isEqualTo("approach");
    Program replay = replay("run");
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.out()).contains("bit-exact: every recorded torque came back to the bit");
    assertThat(json("run-replay").get("bitExact").asBoolean()).isTrue();
    assertThat(json("run-replay").get("samples").asLong()).isGreaterThan(300);
  }

  @Test
  void shouldReplayEachPartOfALongRun() throws IOException {
    Program run = run("long", "--set", "recording.partMinutes=0.02");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode files = json("long").get("recording").get("files");
    assertThat(files).hasSizeGreaterThan(1);
    assertThat(files.get(1).asText()).isEqualTo(file("long-002", ".mcap"));
    assertThat(replay("long").out()).contains("bit-exact");
    Program later = replay("long-002");
    assertThat(later.code()).as(later.err()).isZero();
    assertThat(later.out())
        .contains(
            "part 2 of a run's recording: it begins at tick 300, 1.2 s after the run, so it is"
                + " played along the recorded set-points by a controller that knows nothing of the parts"
                + " before, and its torques do not come back to the bit")
        .contains("segment reach 1").doesNotContain("bit-exact").doesNotContain("NOT ");
    assertThat(json("long-002-replay").get("bitExact").isNull()).isTrue();
    assertThat(json("long-002-replay").get("samples").asLong()).isGreaterThan(100);
    Program inspected = Program.run("inspect", file("long-002", ".mcap"));
    assertThat(inspected.code()).as(inspected.err()).isZero();
    assertThat(inspected.out()).contains("part 2 of a run's recording: it begins at tick 300");
  }

  @Test
  void shouldReplayARunWithoutGravityCompensationToTheBit() {
    Program run = run("heavy", "--no-gravity-compensation", "--task", "sine", "--loss", "mlp",
        "--update-rule", "adam");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(replay("heavy").code()).isZero();
  }

  @Test
  void shouldGiveTheSameTorquesForTheSameSeedAndOthersForAnother() throws IOException {
    run("one", "--seed", "5");
    run("again", "--seed", "5");
    run("other", "--seed", "6");
    assertThat(checksum("one")).matches("[0-9a-f]{8}").isEqualTo(checksum("again"))
        .isNotEqualTo(checksum("other"));
  }

  @Test
  void shouldCompareControllersWithoutJudgingTheRecordedTorques() throws IOException {
    run("run");
    Program replay = replay("run", "--compare", "squared,structured/adam@0.001,none");
    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(json("run-replay").get("comparisons")).hasSize(3);
    assertThat(json("run-replay").get("bitExact").isNull()).isTrue();
    assertThat(replay.out()).contains("structured/adam@0.001").contains("persistence")
        .contains("mul-adds");
    JsonNode learned = json("run-replay").at("/comparisons/1");
    assertThat(learned.get("multiplyAddsPerUpdate").asLong()).isGreaterThan(4 * 5895L);
    assertThat(learned.get("updateMicros").asDouble()).isPositive();
    assertThat(json("run-replay").at("/comparisons/2/multiplyAddsPerUpdate").asLong()).isZero();
  }

  @Test
  void shouldNameTheFirstTorqueThatIsNotTheRecordedOne() throws IOException {
    run("run");
    tamper("run", "bad", 321);
    Program replay = replay("bad");
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).contains("NOT the recorded torques: first at tick 321, joint A3");
    assertThat(replay.out()).as("the same build: there is no excuse").doesNotContain("arithmetic");
    assertThat(json("bad-replay").get("bitExact").asBoolean()).isFalse();
  }

  @Test
  void shouldFailAndSayWhyWhenAGuardEndsTheRun() throws IOException {
    Program run = run("weak", "--no-gravity-compensation", "--set", "safety.torqueFraction=0.05");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("the run ended in a fault: a guard stopped the arm");
    assertThat(json("weak").get("phase").asText()).isEqualTo("FAULT");
    assertThat(json("weak").get("trips").get("torque").asInt()).isEqualTo(1);
    assertThat(replay("weak").code()).as("what was not sent needs no counterpart").isZero();
  }

  /** Writes the recording again with one torque of one tick changed by one bit. */
  private void tamper(String from, String to, long tick) throws IOException {
    try (RecordingReader reader = RecordingReader.open(Path.of(file(from, ".mcap")))) {
      List<RecordedSegment> segments = reader.segments();
      Map<String, String> more = new HashMap<>(reader.description().metadata());
      RESERVED.forEach(more::remove);
      RecordingInfo info = new RecordingInfo(RecordingKind.RUN, "test", Instant.EPOCH,
          reader.description().metadata().get("arm"), reader.description().jointNames(),
          reader.description().configurationJson().orElseThrow(),
          reader.description().armYaml().orElseThrow(), more);
      try (RecordingWriter writer = new RecordingWriter(
          McapOutput.file(Path.of(file(to, ".mcap"))), info,
          index -> new Motion(segments.get(index).motion(), segments.get(index).round()))) {
        while (reader.next()) {
          if (reader.tick().tick == tick) {
            reader.tick().u[2] = Math.nextUp(reader.tick().u[2]);
          }
          writer.write(reader.tick());
        }
      }
    }
    assertThat(Files.size(Path.of(file(to, ".mcap")))).isPositive();
  }
}
