package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated arm on its virtual clock. */
@Tag("system")
final class FastRunTest {
  private static final int LAST_WHOLE_ROUND = 2;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void runTwentySeconds() throws Exception {
    Finished run = run("20s", "--record", "run.mcap", "--summary", "run.json");
    assertThat(run.out()).contains("ended STOPPED");
  }

  private static Finished run(String duration, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(
        List.of("run", "--fast", "--metrics", "off", "--duration", duration));
    arguments.addAll(List.of(more));
    Finished run = new Program(folder).run(arguments.toArray(String[]::new));
    assertThat(run.code()).as("%s", run).isZero();
    assertThat(run.complaints()).isEmpty();
    return run;
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void shouldSummariseTheRunUnderItsDocumentedKeysAlone() throws Exception {
    JsonNode run = Recordings.json(folder.resolve("run.json"));

    assertThat(keys(run)).containsExactlyInAnyOrder("arm", "adaptation", "ticks", "durationSeconds",
        "rateHz",
        "missedStates", "deadlineMisses", "tickMicros", "allocatedBytesPerTick",
        "stateAgeMillis", "phase", "fault",
        "refusedCommands", "droppedTicks", "linkCounts", "recording", "trips", "interventions",
        "complete",
        "motions", "motionsBefore", "lostMotions", "allMotions",
        "payloadMassKg", "payloadMassSigmaKg", "timing", "explanation");
    assertThat(run.get("explanation").isNull()).as("a run that ended well").isTrue();
    assertThat(keys(run.get("arm"))).containsExactly("model", "profile", "linkSide");
    assertThat(run.at("/arm/linkSide").asText()).isEqualTo("true");
    assertThat(keys(run.get("recording"))).containsExactly("file", "files", "ticks",
        "lost", "failure");
    assertThat(run.get("tickMicros").isNull()).isTrue();
    assertThat(run.get("deadlineMisses").isNull()).isTrue();
    assertThat(run.get("complete").asBoolean()).isTrue();
    assertThat(keys(run.get("droppedTicks"))).containsExactly("recorder", "telemetry");
    assertThat(keys(run.get("trips"))).containsExactly("finite", "freshness", "state-age",
        "missed-states",
        "link-quality", "plausibility", "joint-range", "velocity", "tracking-error", "torque",
        "torque-rate");
    assertThat(keys(run.get("motions").get(0))).containsExactly("name", "round",
        "trackingRmseMrad", "linkRmseMrad", "peakErrorMrad", "feedbackShare", "predictionMseNm2",
        "memoryShare", "observerShare");
  }

  @Test
  void shouldSummariseFiguresThatMakeSense() throws Exception {
    JsonNode run = Recordings.json(folder.resolve("run.json"));

    assertThat(run.get("durationSeconds").asDouble()).isBetween(20.0, 21.0);
    assertThat(run.get("ticks").asLong()).isBetween(5000L, 5250L);
    assertThat(run.get("rateHz").asDouble()).isBetween(249.0, 251.0);
    assertThat(run.get("missedStates").asLong()).isZero();
    assertThat(run.get("refusedCommands").asLong()).isZero();
    assertThat(run.get("allocatedBytesPerTick").asDouble()).isBetween(0.0, 64.0);
    assertThat(run.get("phase").asText()).isEqualTo("STOPPED");
    assertThat(run.get("fault").asText()).isEmpty();
    assertThat(run.at("/droppedTicks/recorder").asLong()).isZero();
    assertThat(run.get("trips")).allSatisfy(trips -> assertThat(trips.asInt()).isZero());
    assertThat(run.get("motions")).extracting(row -> row.get("name").asText())
        .startsWith("approach", "reach", "lift", "move-over", "move-down", "retract", "reach");
    assertThat(run.get("motions")).allSatisfy(row -> {
      assertThat(row.get("trackingRmseMrad").asDouble()).isBetween(0.01, 100.0);
      assertThat(row.get("linkRmseMrad").asDouble()).isBetween(0.01, 100.0);
      assertThat(row.get("peakErrorMrad").asDouble())
          .isGreaterThan(row.get("trackingRmseMrad").asDouble());
      assertThat(row.get("feedbackShare").asDouble()).isBetween(0.0, 1.0);
    });
  }

  @Test
  void shouldTrackBetterInTheLastRoundWithAdaptationThanWithout() throws Exception {
    run("20s", "--adaptation", "off", "--summary", "off.json");

    assertThat(lastRoundErrorMrad("run.json")).isLessThan(lastRoundErrorMrad("off.json"));
  }

  private static double lastRoundErrorMrad(String summary) throws Exception {
    JsonNode motions = Recordings.json(folder.resolve(summary)).get("motions");
    return StreamSupport.stream(motions.spliterator(), false)
        .filter(row -> row.get("round").asInt() == LAST_WHOLE_ROUND)
        .mapToDouble(row -> row.get("trackingRmseMrad").asDouble()).average().orElseThrow();
  }

  @Test
  void shouldReplayTheRunToTheBit() throws Exception {
    long ticks = Recordings.json(folder.resolve("run.json")).get("ticks").asLong();

    assertThat(Recordings.checksumOfExactReplay(folder, "run.mcap")).matches("[0-9a-f]{8}");
    assertThat(Recordings.ticks(folder, "run.mcap")).isEqualTo(ticks);
  }

  @Test
  void shouldGiveTheSameTorquesForTheSameSeedAndOthersForAnother() throws Exception {
    run("3s", "--record", "one.mcap");
    run("3s", "--record", "again.mcap");
    run("3s", "--seed", "2", "--record", "other.mcap");

    String one = Recordings.checksumOfExactReplay(folder, "one.mcap");
    assertThat(Recordings.checksumOfExactReplay(folder, "again.mcap")).isEqualTo(one);
    assertThat(Recordings.checksumOfExactReplay(folder, "other.mcap")).isNotEqualTo(one);
  }
}
