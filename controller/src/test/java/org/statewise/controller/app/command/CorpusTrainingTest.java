package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.controller.train.LossFile;

/** meta-train over a corpus of three robots, in the program. */
final class CorpusTrainingTest extends MetaTrainFixture {
  @BeforeEach
  void makeCorpus() throws IOException {
    String[] robots = {"left", "middle", "right"};
    for (int i = 0; i < robots.length; i++) {
      Path stream = stream(robots[i] + ".mcap", 1 + 0.3 * i);
      assertThat(execute(List.of("corpus", "add", folder.resolve("c").toString(),
          stream.toString(), "--robot", robots[i], "--date", "2026-11-29"))).as(err).isZero();
    }
  }

  private int train(String... more) {
    List<String> arguments = new ArrayList<>(List.of("meta-train", "--corpus",
        folder.resolve("c").toString(), "--loss", "structured", "--hidden", "8", "--alpha", "0.02",
        "--batch", "8", "--batches", "3", "--iterations", "5", "--epochs", "2", "--seeds", "1",
        "--test-steps", "20", "--overwrite", "--out", folder.resolve("loss.pb").toString()));
    arguments.addAll(List.of(more));
    return execute(arguments);
  }

  @Test
  void shouldNameEachEpisodeThatTheLossIsOfAndHoldWholeRobotsOut() throws Exception {
    assertThat(train("--hold-out", "right")).as(err).isZero();
    LossFile loss = LossFile.read(folder.resolve("loss.pb"));
    assertThat(loss.training().train()).extracting(file -> file.name()).containsExactly(
        "robot=left/date=2026-11-29/left.parquet#1",
        "robot=middle/date=2026-11-29/middle.parquet#1");
    assertThat(loss.training().test()).extracting(file -> file.name())
        .containsExactly("robot=right/date=2026-11-29/right.parquet#1");
    assertThat(Files.readString(folder.resolve("c/manifest.csv")))
        .contains(loss.training().train().getFirst().sha256());
    assertThat(loss.training().options()).containsEntry("inner", "fleet")
        .containsEntry("robots", "2");
    assertThat(loss.training().trained().mse()).isLessThan(loss.training().initial().mse());
  }

  @Test
  void shouldLeaveADamagedEpisodeOutAndNameIt() throws Exception {
    Path file = folder.resolve("c/robot=middle/date=2026-11-29/middle.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[200] ^= 1;
    Files.write(file, bytes);
    assertThat(train("--hold-out", "right")).as(err).isZero();
    assertThat(err).contains("middle.parquet#1: its ").contains("; it is left out")
        .contains("robot middle: no episode gives a sample, so it is left out");
    assertThat(LossFile.read(folder.resolve("loss.pb")).training().options())
        .containsEntry("robots", "1");
  }

  @Test
  void shouldSayWhatDoesNotFit() {
    assertThat(train()).isEqualTo(2);
    assertThat(err).contains("--hold-out must name robots of the corpus, but is missing");
    assertThat(train("--hold-out", "up")).isEqualTo(2);
    assertThat(err).contains("[left, middle, right], but is 'up'");
    assertThat(train("--hold-out", "left,middle,right")).isEqualTo(2);
    assertThat(err).contains("but has 0 and 3");
    assertThat(train("--hold-out", "left", "--inner", "stream")).isEqualTo(2);
    assertThat(err).contains("--inner must be batches with --corpus");
    assertThat(train("--hold-out", "left", "--tasks", "0")).isEqualTo(2);
    assertThat(err).contains("--tasks must be 1 to 100000, but is 0");
    assertThat(train("--hold-out", "left", "--master", "local[2]")).isEqualTo(2);
    assertThat(err).contains("--master needs the module fleet, which is not in this program");
    assertThat(train("--hold-out", "left", "--train", folder.resolve("left.mcap").toString()))
        .isEqualTo(2);
    assertThat(err).contains("--train and --test must be left out with --corpus");
  }
}
