package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/** Imported streams, replayed and judged from the command line. */
final class StreamReplayCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void importStream() throws IOException {
    importRows("s", 7, 400);
  }

  private void importRows(String name, int joints, int rows) throws IOException {
    StringBuilder text = new StringBuilder("t");
    for (String quantity : new String[]{"q", "qd", "tau"}) {
      for (int j = 1; j <= joints; j++) {
        text.append(',').append(quantity).append(j);
      }
    }
    text.append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(String.format(Locale.ROOT, "%.3f", i * 0.005));
      for (int k = 0; k < 3 * joints; k++) {
        double angle = 2 * i * 0.005 + k % joints;
        double value = k / joints == 1 ? 2 * StrictMath.cos(angle) : StrictMath.sin(angle);
        text.append(String.format(Locale.ROOT, ",%.9f", 0.5 * value));
      }
      text.append('\n');
    }
    Path csv = Files.writeString(folder.resolve(name + ".csv"), text);
    assertThat(Program.run("import", csv.toString(), "-o", file(name), "--overwrite").code())
        .isZero();
  }

  private String file(String name) {
    return folder.resolve(name + ".mcap").toString();
  }

  private Program replay(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "replay";
    args[1] = file("s");
    System.arraycopy(more, 0, args, 2, more.length);
    return Program.run(args);
  }

  /** The total error of the model called trend. */
  private static String figures(Program program) {
    assertThat(program.code()).as(program.err()).isZero();
    return program.out().lines().filter(line -> line.startsWith("trend ")).findFirst()
        .orElseThrow().replaceAll("^trend +([0-9.]+).*", "$1");
  }

  @Test
  void shouldTakeTheNamedArmForAStreamWithoutOne() {
    assertThat(figures(replay("--adaptation", "trend")))
        .isNotEqualTo(figures(replay("--adaptation", "trend", "--arm-model", "iiwa7")));
    assertThat(figures(replay("--adaptation", "trend", "--arm-model", "iiwa7")))
        .isNotEqualTo(figures(replay("--adaptation", "trend", "--arm-model", "iiwa14")));
    assertThat(replay("--prior", "gravity", "--arm-model", "iiwa7").code()).isZero();
    assertThat(replay("--prior", "gravity").err()).contains("name one with --arm-model");
  }

  @Test
  void shouldRefuseANamedArmOfAnotherJointCount() throws IOException {
    importRows("s", 6, 400);
    Program refused = replay("--arm-model", "iiwa7");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--arm-model iiwa7 has 7 joints, but the recording has 6");
  }

  @Test
  void shouldSayWhereTheNamedArmIsNotTheRecordings() {
    String csv = folder.resolve("s.csv").toString();
    assertThat(Program
        .run("import", csv, "-o", file("s"), "--overwrite", "--arm-model", "iiwa14").code())
        .isZero();
    String note = "arm: iiwa7 of --arm-model, not the recording's own, iiwa14";
    assertThat(replay("--arm-model", "iiwa7").out()).contains(note);
    assertThat(replay("--arm-model", "iiwa14").out()).doesNotContain("not the recording's own");
    assertThat(replay().out()).doesNotContain("not the recording's own");
  }

  /** What stands behind a name in the table of frozen models. */
  private static List<String> frozen(Program program, String name) {
    assertThat(program.code()).as(program.err()).isZero();
    return program.out().lines().dropWhile(line -> !line.startsWith("Frozen models"))
        .filter(line -> line.startsWith(name + " ")).map(line -> line.replaceAll(" +", " ").strip())
        .toList();
  }

  @Test
  void shouldShowHowWellFrozenModelsPredict() throws IOException {
    Path summary = folder.resolve("summary.json");
    Program program = replay("--compare", "none,kalman,observer", "--summary", summary.toString());
    for (String row : List.of("none", "kalman", "persistence", "mean so far", "observer",
        "trend")) {
      assertThat(frozen(program, row)).as(row).singleElement().asString()
          .matches(row + "( [0-9.e-]+){3}");
    }
    JsonNode json = new ObjectMapper().readTree(summary.toFile());
    JsonNode ahead = json.at("/comparisons/1/horizon/1");
    assertThat(ahead.at("/ahead").asText()).isEqualTo("25");
    assertThat(ahead.at("/predictions").asLong()).isEqualTo(15);
    assertThat(ahead.at("/rows")).hasSize(5);
    assertThat(ahead.at("/rows/0/name").asText()).isEqualTo("kalman");
    assertThat(ahead.at("/rows/0/mseNm2").isNumber()).isTrue();
    assertThat(ahead.at("/rows/0/jointMseNm2")).hasSize(7);
    assertThat(json.at("/horizon/1/rows/0/name").asText()).isEqualTo("none");
    assertThat(json.at("/horizon")).as("one segment, so there is no next one").hasSize(3);
  }

  @Test
  void shouldSayThatAStreamIsTooShortForAHorizonScore() throws IOException {
    importRows("s", 2, 20);
    Path summary = folder.resolve("summary.json");
    Program program = replay("--summary", summary.toString());
    assertThat(program.out()).contains("No horizon score: it needs").doesNotContain("Frozen");
    assertThat(Files.readString(summary)).doesNotContain("NaN", "Infinity");
    assertThat(new ObjectMapper().readTree(summary.toFile()).at("/horizon")).hasSize(1);
  }

  @Test
  void shouldSayThatOneRowCannotBeReplayed() throws IOException {
    importRows("s", 2, 1);
    Program refused = replay();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("none of its 1 row(s) completes a sample");
    assertThat(replay("--adaptation", "off").code()).isEqualTo(1);
    importRows("s", 2, 400);
    assertThat(replay("--adaptation", "off").code()).isZero();
  }
}
