package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.app.Program;
import org.statewise.controller.evaluate.report.ReportShape;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

class EvaluateCommandTest {
  private static final long PERIOD_NS = 4_000_000;
  private static final String MODELS = "learned-state-dependent@0.001,learned-structured@0.001,"
      + "squared@0.001,squared/adam@0.01,observer,kalman:features=6,leak=0.01";

  @TempDir
  private Path folder;

  private Path stream(String name, double omega) throws IOException {
    Path file = folder.resolve(name);
    RecordingInfo info = new RecordingInfo(RecordingKind.STREAM, "0.1.0", Instant.EPOCH, "toy",
        List.of("A1", "A2"), "", "", Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info,
        motion -> new Motion("", 0))) {
      JointState row = new JointState(2);
      for (int i = 0; i < 200; i++) {
        row.armTimeNs = i * PERIOD_NS;
        for (int j = 0; j < 2; j++) {
          double angle = omega * i * 0.04 + j;
          row.q[j] = StrictMath.sin(angle);
          row.qd[j] = omega * StrictMath.cos(angle);
          row.qdd[j] = -omega * omega * row.q[j];
          row.tau[j] = 10 * row.q[j] + row.qdd[j];
        }
        writer.writeRow(row, i < 100 ? "up" : "down", 0, row.armTimeNs);
      }
      writer.endStream(List.of(50.0, 50.0), "a test", 0);
    }
    return file;
  }

  private Program streams(String... more) throws IOException {
    Map<String, String> small = new LinkedHashMap<>();
    small.put("--train", stream("a.mcap", 1).toString());
    small.put("--test", stream("b.mcap", 1.3).toString());
    small.put("--out", folder.resolve("report").toString());
    small.put("--models", MODELS);
    small.put("--hidden", "8");
    small.put("--epochs", "1");
    small.put("--seeds", "2");
    small.put("--trials", "2");
    for (int i = 0; i < more.length; i += 2) {
      small.put(more[i], more[i + 1]);
    }
    List<String> args = new ArrayList<>(List.of("evaluate", "streams"));
    small.forEach((option, value) -> args.addAll(List.of(option, value)));
    return Program.run(args.toArray(String[]::new));
  }

  private List<String> rows(String out) throws IOException {
    return Files.readAllLines(folder.resolve(out).resolve("results.csv")).stream()
        .filter(row -> !row.contains("microsPerUpdate")).toList();
  }

  @Test
  void shouldWriteARowAModelSeedTrialAndMotion() throws Exception {
    Program program = streams();
    assertThat(program.code()).as(program.err()).isZero();
    assertThat(program.out())
        .contains("learned-state-dependent@0.001 before learned-structured@0.001", "of 4 pairs",
            "motion by motion the claims hold in", "index.html");
    List<String> errors = rows("report").stream().filter(row -> row.startsWith("streams,b.mcap,"))
        .filter(row -> row.contains(",mseNm2,")).toList();
    // Five with two seeds and one without chance in it, two trials, two motions; and persistence.
    assertThat(errors).hasSize((5 * 2 + 1) * 2 * 2 + 2 * 2);
    assertThat(errors).anyMatch(row -> row.startsWith(
        "streams,b.mcap,\"kalman:features=6,leak=0.01\",,,2,2,down,mseNm2,"));
    assertThat(errors).anyMatch(row -> row.startsWith("streams,b.mcap,persistence,,,-1,1,up,"));
    assertThat(errors)
        .anyMatch(row -> row.startsWith("streams,b.mcap,squared,adam,0.01,1,1,up,mseNm2,"));
    ReportShape page = ReportShape.of(Files.readString(folder.resolve("report/index.html")))
        .verify();
    assertThat(page.answer()).startsWith("Before it learns each sample, ").contains(
        " predicts best, with ", " Nm² against ", "the next of 6", "% less", "along b.mcap",
        "over 2 seeds", "persistence, which learns nothing", "claims of the paper's order hold");
    assertThat(page.ranking()).contains("persistence", "mean squared error, Nm²",
        "squared/adam@0.01");
    assertThat(page.verdicts()).isNotEmpty();
    assertThat(page.provenance()).contains("results.csv", "statewise unpackaged",
        "statewise evaluate streams --", "--test " + folder.resolve("b.mcap"));
  }

  @Test
  void shouldShowHowWellFrozenModelsPredict() throws Exception {
    Program program = streams("--models", "squared@0.001,observer,kalman:features=6");
    assertThat(program.code()).as(program.err()).isZero();
    List<String> table = program.out().lines()
        .dropWhile(line -> !line.startsWith("b.mcap: mean squared error of frozen models"))
        .takeWhile(line -> !line.isEmpty()).toList();
    assertThat(table).hasSize(2 + 6);
    assertThat(table.get(1).split(" {2,}")).containsExactly("model", "1 ahead", "25 ahead",
        "next segment");
    assertThat(table).filteredOn(line -> line.startsWith("observer")).as("once").hasSize(1);
    assertThat(table.getLast()).startsWith("trend");
    assertThat(Files.readString(folder.resolve("report/index.html"))).contains(table.getFirst());
    List<String> rows = rows("report");
    assertThat(rows)
        .anyMatch(row -> row.startsWith("streams,b.mcap,squared,sgd,0.001,2,1,,ahead25MseNm2,"))
        .anyMatch(row -> row.startsWith("streams,b.mcap,observer,,,1,2,,nextSegmentA2MseNm2,"))
        .anyMatch(row -> row.startsWith("streams,b.mcap,persistence,,,-1,1,,ahead1A1MseNm2,"))
        .noneMatch(row -> row.contains("ahead250"));
    assertThat(rows.stream().distinct()).hasSameSizeAs(rows);
  }

  @Test
  void shouldGiveTheSameFiguresWithAnyNumberOfThreads() throws Exception {
    assertThat(streams("--threads", "1", "--out", folder.resolve("one").toString()).code())
        .isZero();
    assertThat(streams("--threads", "3", "--out", folder.resolve("three").toString()).code())
        .isZero();
    assertThat(rows("one")).isEqualTo(rows("three"));
  }

  @Test
  void shouldKeepTrainAndTestApartByContent() throws Exception {
    Path copy = Files.copy(stream("a.mcap", 1), folder.resolve("other-name.mcap"));
    Program program = streams("--test", copy.toString());
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err())
        .contains("must be for training or for testing, but 'other-name.mcap' is for both")
        .hasLineCount(1);
  }

  @Test
  void shouldRefuseWrongUsageInASentence() throws Exception {
    refuses("--seeds must be at least 1, but is 0", "--seeds", "0");
    refuses("--trials must be at least 1, but is -1", "--trials", "-1");
    refuses("--hidden must be positive, but is [8, 0]", "--hidden", "8,0");
    refuses("the rate behind @ must be a number, but is 'x'", "--models", "squared@x");
    refuses("needs the description of an arm", "--models", "none with rigid-body");
    refuses("count must be positive and even, got 5", "--models", "kalman:features=5");
    refuses("there is no readable file", "--train", folder.resolve("none.mcap").toString());
    Path file = Files.writeString(folder.resolve("file"), "");
    refuses("--out: ", "--out", file.resolve("below").toString());
  }

  private void refuses(String sentence, String option, String value) throws IOException {
    Program program = streams(option, value);
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err()).startsWith("statewise: ").contains(sentence).hasLineCount(1);
  }

  @Test
  void shouldFailAtABrokenRecording() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.mcap"), "no recording");
    Program program = streams("--test", broken.toString());
    assertThat(program.code()).isEqualTo(1);
    assertThat(program.err()).contains("broken.mcap").hasLineCount(1);
  }

  @Test
  void shouldAskForAnExperiment() {
    Program program = Program.run("evaluate");
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err()).contains("evaluate must name an experiment: paper, streams");
  }

  @Test
  void shouldSayWhatThePaperClaimsAndWhatTheLossLearned() throws Exception {
    Path out = folder.resolve("paper");
    Program program = Program.run("evaluate", "paper", "--quick", "--seeds", "1", "--epochs", "1",
        "--hidden", "8", "--out", out.toString(), "--models",
        "learned-state-dependent@0.001,learned-structured@0.001,squared@0.001,observer");
    assertThat(program.code()).as(program.err()).isZero();
    assertThat(program.out()).contains(
        "learned-state-dependent@0.001 before learned-structured@0.001", "pick-and-place",
        "held-out sines, after 60 steps");
    String page = Files.readString(out.resolve("index.html"));
    assertThat(ReportShape.of(page).verify().answer()).startsWith(
        "Of the networks as the paper runs them ").contains("the next of 3", "over 1 seed;");
    assertThat(page).contains("Figure 3", "Figure 4", "phi over the velocity of A7",
        "Manipulability",
        "Effective step size", "The structured loss");
    assertThat(rows("paper")).anyMatch(row -> row.startsWith("fit,held-out sines,squared,sgd,"))
        .anyMatch(row -> row.startsWith("meta-training,chooser,learned-structured,sgd,0.001,1,"));
    try (var data = Files.list(out.resolve("data"))) {
      assertThat(data.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(
          "sine-0.06.mcap", "sine-0.08.mcap", "sine-0.07.mcap", "pick-and-place-1.mcap");
    }
  }
}
