package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What meta-train refuses, and how it fails. */
final class MetaTrainRefusalTest extends MetaTrainFixture {
  @Test
  void shouldRefuseFilesOfAnotherKind() throws Exception {
    assertThat(run("--loss", "squared", "--inner", "maml")).isZero();
    String start = folder.resolve("loss.pb").toString();
    String stream = folder.resolve("b.mcap").toString();
    assertThat(replay(stream, "precision-kalman:file=" + start)).isEqualTo(2);
    assertThat(err).contains("is no file of a statewise learned loss");
    assertThat(run("--loss", "structured")).isZero();
    assertThat(replay(stream, "precision-kalman:file=" + start)).isEqualTo(2);
    assertThat(err).contains("must hold a filter, as meta-train --inner kalman writes it");
    assertThat(replay(stream, "network:init=" + start)).isEqualTo(2);
    assertThat(err).contains("is no file of a statewise learned start");
    assertThat(replay(stream, "network:init=nowhere.pb")).isEqualTo(2);
    assertThat(err).contains("nowhere.pb");
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void shouldFailWhereEverySeedBreaksDown() throws Exception {
    assertThat(run("--loss", "structured", "--alpha", "1e9")).isEqualTo(1);
    assertThat(err).contains("statewise: every seed broke down, so there is no loss to write: try a"
        + " smaller --alpha or --eta");
    assertThat(folder.resolve("loss.pb")).doesNotExist();
  }

  @Test
  void shouldFailAtABrokenRecording() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.mcap"), "no recording");
    assertThat(run("--loss", "structured", "--test", broken.toString())).isEqualTo(1);
    assertThat(err).startsWith("statewise: ").contains("broken.mcap");
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void shouldRefuseWrongUsageInASentence() throws Exception {
    assertThat(run("--loss", "squared")).isEqualTo(2);
    assertThat(err).contains("squared has nothing to learn");
    assertThat(run("--loss", "structured", "--inner", "both")).isEqualTo(2);
    assertThat(err)
        .contains(
            "--inner must be batches, stream, kalman, maml, reptile or closed-loop, but is 'both'");
    assertThat(run("--loss", "structured", "--target", "commanded")).isEqualTo(2);
    assertThat(err).contains("an imported stream has no commanded torques");
    assertThat(run("--loss", "structured", "--prior", "rigid-body")).isEqualTo(2);
    assertThat(err).contains("prior 'rigid-body' needs an arm model, but there is none");
    assertThat(run("--loss", "structured", "--seeds", "0")).isEqualTo(2);
    assertThat(err).contains("--seeds must be at least 1, but is 0");
    assertThat(run("--loss", "state-dependent", "--loss-hidden", "3,4")).isEqualTo(2);
    assertThat(err)
        .contains("--loss-hidden must be one width for state-dependent, but is [3, 4]");
    assertThat(run("--loss", "structured", "--train", folder + "/none.mcap")).isEqualTo(2);
    assertThat(err).contains("none.mcap");
    assertThat(run("--loss", "mlp", "--inner", "kalman")).isEqualTo(2);
    assertThat(err).contains("weights are precisions of a filter, but is mlp");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model", "observer"))
        .isEqualTo(2);
    assertThat(err).contains("--model must be a precision-kalman, but is 'observer'");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model",
        "precision-kalman:loss=state-dependent")).isEqualTo(2);
    assertThat(err).contains("--model must leave the loss to --loss");
    assertThat(run("--loss", "structured", "--inner", "kalman", "--model",
        "precision-kalman:leak=0.5")).isEqualTo(2);
    assertThat(err).contains("leak must be above 1.0E-6 and below 0.2 to be learned, got 0.5");
    assertThat(run("--loss", "structured", "--inner", "maml")).isEqualTo(2);
    assertThat(err).contains("must be squared or a learned one, but is an untrained structured");
    assertThat(run("--loss", "learned-structured", "--inner", "maml")).isEqualTo(2);
    assertThat(err).contains("phi must have 2 values in 1 blocks for 2 joints, got 7 in 1");
    String same = stream("a.mcap", 1).toString();
    assertThat(run("--loss", "structured", "--test", same)).isEqualTo(2);
    assertThat(err).contains("must be for training or for testing, but 'a.mcap' is for both");
    assertThat(err.lines()).hasSize(1);
  }
}
