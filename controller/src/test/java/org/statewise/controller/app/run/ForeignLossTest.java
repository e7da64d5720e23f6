package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Program;
import org.statewise.controller.train.LossFile;

/** A learned loss on an arm that it was not trained on, and one that is damaged. */
final class ForeignLossTest {
  private static final String WARNING = "was trained on iiwa7 with the torque scale";

  @TempDir
  private Path folder;

  private static Program run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--duration", "0.5s", "--metrics",
        "off", "--set", "loop.burnInTicks=0"));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "network:loss=learned-structured",
    "precision-kalman:features=0,loss=learned-state-dependent",
    "observer+network:loss=learned-mlp"})
  void shouldSayThatTheLossIsAnotherArms(String model) {
    assertThat(run("--arm-model", "iiwa14", "--adaptation", model).out())
        .contains(WARNING, "but is used on iiwa14", "(A1 by a factor of 1.82)");
    assertThat(run("--adaptation", model).out()).doesNotContain(WARNING);
  }

  @Test
  void shouldSayNothingWhereNoLossAdapts() {
    assertThat(run("--arm-model", "iiwa14").out()).doesNotContain(WARNING);
    assertThat(run("--arm-model", "iiwa14", "--adaptation", "network", "--loss", "squared").out())
        .doesNotContain(WARNING);
  }

  @Test
  void shouldSayItInAReplayToo() {
    String file = folder.resolve("a.mcap").toString();
    assertThat(run("--arm-model", "iiwa14", "--record", file).code()).isZero();
    assertThat(Program.run("replay", file, "--compare", "learned-structured").out())
        .contains(WARNING);
    assertThat(Program.run("replay", file, "--compare", "squared").out()).doesNotContain(WARNING);
  }

  @Test
  void shouldRefuseADamagedLoss() throws Exception {
    byte[] bytes = LossFile.shipped("structured").toBytes();
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.pb"), bytes);
    Program refused = run("--adaptation", "network", "--loss", damaged.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("'" + damaged + "' is damaged");
  }
}
