package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.train.MemoryFile;

/** meta-train with simulated arms in place of recordings. */
final class ClosedLoopTrainingTest extends MetaTrainFixture {
  private int train(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("meta-train", "--overwrite", "--inner",
        "closed-loop", "--out", file.toString(), "--plants", "4", "--rounds", "1", "--epochs", "1",
        "--hidden", "8,8", "--directions", "4"));
    if (!List.of(more).contains("--generations")) {
      args.addAll(List.of("--generations", "0"));
    }
    args.addAll(List.of(more));
    return execute(args);
  }

  @Test
  @Tag("slow")
  void shouldMakeTheSameMemoryWhateverTheNumberOfThreads() throws Exception {
    Path one = folder.resolve("one.pb");
    Path two = folder.resolve("two.pb");
    assertThat(train(one, "--threads", "1")).as(err).isZero();
    assertThat(out).contains("21 runs of 3 arms").contains("7 runs of 1 other arms judge")
        .contains("epoch   1").contains("near-singular").contains("workspace");
    assertThat(train(two, "--threads", "3")).as(err).isZero();
    assertThat(one).hasSameBinaryContentAs(two);
    MemoryFile file = MemoryFile.read(one);
    assertThat(file.arm()).isEqualTo("iiwa7");
    assertThat(file.memory().count()).isEqualTo(4);
    assertThat(file.training().options()).containsEntry("plants", "4").containsEntry("rounds",
        "1");
    assertThat(Files.readAllLines(folder.resolve("one.pb.csv")).getFirst())
        .startsWith("stream,runs,left_none");
  }

  @Test
  @Tag("slow")
  void shouldTrainTheLossOfANetworkThatThereIsAndGoOnWhereItWasEnded() throws Exception {
    Path loss = folder.resolve("loss.pb");
    Path checkpoint = folder.resolve("c");
    String[] small = {"--memory", "iiwa7", "--generations", "1", "--population", "4", "--runs", "1",
      "--checkpoint", checkpoint.toString()};
    assertThat(train(loss, small)).as(err).isZero();
    assertThat(out)
        .contains("log-linear loss, for the loop: 4 candidates a generation, 1 runs each")
        .contains("generation   0  cost      -  on other arms -")
        .containsPattern("generation   1  cost -?[0-9.]+  on other arms -")
        .containsPattern("leak [0-9.e-]+, observer's gain 0.[0-9]+, moving [+-]");
    MemoryFile before = MemoryFile.parse("iiwa7", MemoryFile.shipped("iiwa7").orElseThrow());
    MemoryFile file = MemoryFile.read(loss);
    assertThat(file.loss().word()).isEqualTo("log-linear");
    assertThat(file.memory().theta().toArray()).containsExactly(before.memory().theta().toArray());
    assertThat(file.training().options()).containsEntry("generations", "1")
        .containsEntry("loss-plants", "4").containsKey("observer-gain");
    assertThat(Files.readAllLines(folder.resolve("loss.pb.loss.csv"))).hasSize(3)
        .first().isEqualTo("generation,cost,validation");
    assertThat(folder.resolve("loss.pb.csv")).as("no network was trained").doesNotExist();
    byte[] first = Files.readAllBytes(loss);
    assertThat(train(loss, small)).as(err).isZero();
    assertThat(out).as("nothing was driven again").doesNotContain("generation   1");
    assertThat(loss).hasBinaryContent(first);
    assertThat(train(loss, "--memory", loss.toString())).isEqualTo(2);
    assertThat(err).contains("loss.pb").contains("--memory");
    assertThat(loss).as("an input is never replaced").hasBinaryContent(first);
    small[7] = "2";
    assertThat(train(loss, small)).isEqualTo(2);
    assertThat(err).contains("its runs must be 2, but is 1");
  }

  @Test
  void shouldRefuseWrongUsageInASentence() throws Exception {
    Path file = folder.resolve("m.pb");
    assertThat(train(file, "--loss", "mlp")).isEqualTo(2);
    assertThat(err).contains(
        "--loss must be log-linear or structured with --inner closed-loop, but is 'mlp'");
    assertThat(train(file, "--generations", "-1")).isEqualTo(2);
    assertThat(err).contains("--generations must not be negative");
    assertThat(train(file, "--memory", "iiwa14")).isEqualTo(2);
    assertThat(err)
        .contains("--memory must be of the arm that --arm-model names, 'iiwa7', but is of"
            + " 'iiwa14'");
    assertThat(train(file, "--memory", "nobody")).isEqualTo(2);
    assertThat(err).contains("memory must be an arm whose memory ships")
        .contains("but is 'nobody'");
    assertThat(train(file, "--train", stream("a.mcap", 1).toString())).isEqualTo(2);
    assertThat(err).contains("--train must be left out with --inner closed-loop");
    assertThat(execute(List.of("meta-train", "--loss", "structured", "--out", file.toString())))
        .isEqualTo(2);
    assertThat(err).contains("--train must name recordings, but is missing");
    assertThat(run("--inner", "batches")).isEqualTo(2);
    assertThat(err).contains("--loss must say what is to be learned, but is missing");
    assertThat(execute(List.of("meta-train", "--inner", "closed-loop", "--plants", "3", "--out",
        file.toString()))).isEqualTo(2);
    assertThat(err).contains("--plants must be at least 4, but is 3");
    assertThat(execute(List.of("meta-train", "--inner", "closed-loop", "--directions", "66",
        "--out", file.toString()))).isEqualTo(2);
    assertThat(err).contains("--directions must be from 1 to one more than");
    for (String[] more : new String[][]{{"--grid"},
      {"--summary", folder.resolve("s.json").toString()}}) {
      assertThat(train(file, more)).as(more[0]).isEqualTo(2);
      assertThat(err).contains(more[0] + " must be left out with --inner closed-loop");
    }
    assertThat(err.lines()).hasSize(1);
    assertThat(file).doesNotExist();
  }
}
