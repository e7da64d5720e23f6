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
  void shouldRefuseWrongUsageInASentence() throws Exception {
    Path file = folder.resolve("m.pb");
    assertThat(train(file, "--loss", "structured")).isEqualTo(2);
    assertThat(err).contains("--loss must be left out with --inner closed-loop");
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
      {"--summary", folder.resolve("s.json").toString()},
      {"--checkpoint", folder.resolve("c").toString()}}) {
      assertThat(train(file, more)).as(more[0]).isEqualTo(2);
      assertThat(err).contains(more[0] + " must be left out with --inner closed-loop");
    }
    assertThat(err.lines()).hasSize(1);
    assertThat(file).doesNotExist();
  }
}
