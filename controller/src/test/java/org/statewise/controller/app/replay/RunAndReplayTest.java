package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.app.Program;
import org.statewise.controller.app.console.ShutdownGate;
import org.statewise.controller.record.RecordedSegment;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TestError;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.Scaling;

/** The program from its command line: a run on a virtual clock, and its dry run afterwards. */
final class RunAndReplayTest {
  private static final List<String> RESERVED = List.of("kind", "programVersion", "created", "arm",
      "jointCount", "joints");

  @TempDir
  private Path folder;

  /** The process ends with the tests, not with a run. */
  @AfterAll
  static void leave() {
    ShutdownGate.finish(0);
  }

  private Program run(String name, String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--duration", "2s", "--metrics",
        "off", "--set", "loop.burnInTicks=0", "--record", file(name, ".mcap"), "--summary",
        file(name, ".json")));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  private Program replay(String name, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", file(name, ".mcap"), "--summary",
        file(name, "-replay.json")));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  private String file(String name, String ending) {
    return folder.resolve(name + ending).toString();
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name + ".json").toFile());
  }

  private String checksum(String name) throws IOException {
    replay(name);
    return json(name + "-replay").get("torqueChecksum").asText();
  }

  @Test
  void shouldTellThePayloadThatOnlyTheArmKnows() throws IOException {
    Program run = Program.run("run", "--fast", "--duration", "12s", "--metrics", "off", "--set",
        "loop.burnInTicks=0", "--adaptation", "rigid-body", "--payload-times", "0.5", "--summary",
        file("payload", ".json"));
    assertThat(run.code()).as(run.err()).isZero();
    double mass = json("payload").get("payloadMassKg").asDouble();
    double sigma = json("payload").get("payloadMassSigmaKg").asDouble();
    assertThat(sigma).isBetween(0.01, 0.5);
    assertThat(Math.abs(mass - 0.857)).isLessThan(Math.min(3 * sigma, 0.1));
    assertThat(run.out()).contains("payload 0.8").contains("kg, standard deviation 0.");
  }

  @Test
  void shouldCarryAlongWhatItsModelNames() throws Exception {
    TrainingRecord training = new TrainingRecord(List.of(), List.of(), Map.of(), 1, "",
        Instant.EPOCH,
        new TestError(2, 2), new TestError(1, 1));
    List<String> names = List.of("1", "2", "3", "4", "5", "6", "7");
    Scaling scaling = ModelScaling.of(ShippedArms.load("iiwa7").joints().stream()
        .map(joint -> joint.limits().tauMaxNm()).toList());
    LossSpec.Trained loss = new LossSpec.Trained(new LossSpec.Structured(),
        new LossSpec.Structured().build(7, new SplittableRandom(1)).phi());
    Path filter = folder.resolve("filter.pb");
    new LossFile(loss, scaling, names, "iiwa7", training, Optional.of(
        new LearnedFilter(loss, 0.02, 0.05, "features=4,friction=own"))).write(filter);
    Mlp mlp = Mlp.of(21, List.of(6), 7);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, new SplittableRandom(2));
    // Small: torques at random would have the guards stop the arm.
    theta.scale(0.01);
    Path start = folder.resolve("start.pb");
    new InitialisationFile(new NetworkInitialisation(List.of(6), theta, scaling), names, "iiwa7",
        training)
        .write(start);

    String model = "kalman:features=hidden:" + start + ",leak=1e-4,q=1e-4+precision-kalman:file="
        + filter;
    assertThat(run("both", "--adaptation", model).code()).isZero();
    assertThat(run("start", "--adaptation", "network:kappa=0.1,init=" + start).code()).isZero();
    Files.delete(filter);
    Files.delete(start);
    assertThat(replay("both").out()).contains("bit-exact");
    assertThat(replay("start").out()).contains("bit-exact");
    assertThat(run("again", "--adaptation", model).err()).contains("start.pb");
  }

  @Test
  void shouldNotTellAPayloadWhereTheModelCannot() throws IOException {
    assertThat(run("none", "--adaptation", "observer").out()).doesNotContain("standard deviation");
    assertThat(json("none").get("payloadMassKg").isNull()).isTrue();
    assertThat(json("none").get("payloadMassSigmaKg").isNull()).isTrue();
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
