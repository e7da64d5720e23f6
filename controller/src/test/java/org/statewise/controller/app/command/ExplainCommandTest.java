package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;

/** A run that fails says why, and its recording says the same. */
final class ExplainCommandTest {
  @TempDir
  private Path folder;

  private Path recording() {
    return folder.resolve("a.mcap");
  }

  private Program run(String... more) {
    String[] words = {"run", "--fast", "--duration", "3s", "--metrics", "off", "--set",
      "loop.burnInTicks=0", "--record", recording().toString(), "--summary",
      folder.resolve("a.json").toString()};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Program.run(all);
  }

  private JsonNode explainJson(Path file) throws Exception {
    Program explain = Program.run("explain", file.toString(), "--json");
    assertThat(explain.code()).as(explain.err()).isZero();
    return new ObjectMapper().readTree(explain.out());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "drop:at=1,p=0.8 | states-lost | link-quality",
    "delay:at=1,periods=6 | states-held-back | ''",
    "freeze:at=2 | states-frozen | plausibility",
    "nan:at=2,for=0.004 | state-not-finite | finite",
    "jump:at=2,for=0.004 | position-jump | plausibility",
    "flip:at=2 | pushed-away | velocity",
    "silent:at=2 | silence | ''",
    "lost:at=2 | link-lost | ''",
    "pause:at=2,ms=100 | program-late | ''",
    "pause:at=2,ms=200 | program-late | freshness",
    "arm-clock:at=2,ms=500 | clock-jump | plausibility"})
  void shouldSayInRunSummaryAndRecordingWhyTheRunStopped(String fault, String cause, String guard)
      throws Exception {
    Program run = run("--fault", fault);
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("a.json").toFile());
    JsonNode explained = explainJson(recording());
    assertThat(run.code()).isEqualTo(1);
    assertThat(summary.at("/explanation/cause").asText()).isEqualTo(cause);
    assertThat(explained.at("/explanation")).isEqualTo(summary.get("explanation"));
    assertThat(explained.get("ticks").asLong()).isEqualTo(summary.get("ticks").asLong());
    if (!guard.isEmpty()) {
      assertThat(explained.at("/explanation/stoppedBy").asText()).isEqualTo(guard);
      assertThat(summary.get("fault").asText()).contains(guard);
    }
    Program text = Program.run("explain", recording().toString());
    assertThat(explained.at("/explanation/lines")).hasSize(10).allSatisfy(line -> {
      assertThat(run.out()).contains(line.asText());
      assertThat(text.out()).contains(line.asText());
    });
  }

  @Test
  void shouldShowTheLastTicksAndTheEvents() {
    run("--fault", "flip:at=2");
    Program text = Program.run("explain", recording().toString());
    assertThat(text.out()).containsPattern("\n +-48\\.00 +\\d+ RUNNING +fresh")
        .containsPattern("\n +0\\.00 +\\d+ BRAKING +fresh.* velocity")
        .containsPattern("phase +fault +from=braking");
  }

  @Test
  void shouldSayThatARunEndedWell() throws Exception {
    Program run = run();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("why it stopped");
    assertThat(explainJson(recording()).at("/explanation/cause").asText()).isEqualTo("finished");
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("a.json").toFile());
    assertThat(summary.get("explanation").isNull()).isTrue();
  }

  @Test
  void shouldExplainARecordingThatBreaksOff() throws Exception {
    run();
    byte[] bytes = Files.readAllBytes(recording());
    Path cut = folder.resolve("cut.mcap");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    JsonNode explained = explainJson(cut);
    assertThat(explained.at("/explanation/cause").asText()).isEqualTo("cut-off");
    assertThat(explained.get("truncated").asText()).isNotEmpty();
    assertThat(Program.run("explain", cut.toString()).out()).contains("in the phase RUNNING");
  }

  @Test
  void shouldSayThatTheRunGoesOnInTheNextFile() throws Exception {
    run("--set", "recording.partMinutes=0.02");
    assertThat(explainJson(recording()).at("/explanation/cause").asText()).isEqualTo("goes-on");
    List<Path> parts;
    try (var files = Files.list(folder)) {
      parts = files.filter(file -> file.toString().endsWith(".mcap")).sorted().toList();
    }
    assertThat(parts).hasSizeGreaterThan(2);
    // a-002.mcap, a-003.mcap and a.mcap, which is the first.
    assertThat(explainJson(parts.get(0)).at("/explanation/cause").asText()).isEqualTo("goes-on");
    assertThat(explainJson(parts.get(parts.size() - 2)).at("/explanation/cause").asText())
        .isEqualTo("finished");
  }

  @Test
  void shouldRefuseAStreamAndWhatIsNoRecording() throws Exception {
    Path csv = folder.resolve("s.csv");
    Files.writeString(csv, "t,q1,tau1\n0,0,1\n0.004,0.1,1\n0.008,0.2,1\n");
    Path stream = folder.resolve("s.mcap");
    assertThat(Program.run("import", "csv", csv.toString(), "-o", stream.toString()).code())
        .isZero();
    Program refused = Program.run("explain", stream.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("must be the recording of a run").hasLineCount(1);
    Program noRecording = Program.run("explain", csv.toString());
    assertThat(noRecording.code()).isEqualTo(1);
    assertThat(noRecording.err()).startsWith("statewise: ").hasLineCount(1);
  }
}
