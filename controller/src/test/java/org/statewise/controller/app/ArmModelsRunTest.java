package org.statewise.controller.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both shipped arms under every kind of adaptation, in memory and behind a cabinet. */
class ArmModelsRunTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"iiwa7, sim", "iiwa14, sim", "iiwa7, fri-sim://2.7", "iiwa14, fri-sim://2.7"})
  void shouldEndNoKindOfAdaptationInAFault(String arm, String link) {
    for (String model : new String[]{"off", "trend", "network", "observer", "kalman", "rls",
      "rigid-body", "local", "kalman+observer"}) {
      Program run = Program.run("run", "--fast", "--arm", link, "--arm-model", arm,
          "--rounds", "1", "--metrics", "off", "--adaptation", model);

      assertThat(run.code()).as(model + ": " + run.err()).isZero();
      assertThat(run.out()).contains("ended STOPPED").doesNotContain("warning");
    }
  }

  @Test
  void shouldWarnOfAnArmWithoutRotors() throws IOException {
    String whole = Files.readString(Path.of(System.getProperty("statewise.root"),
        "models/src/main/resources/arms/iiwa14.yaml"));
    Path bare = Files.writeString(folder.resolve("bare.yaml"),
        whole.replaceAll("rotorInertiaKgM2: [0-9.]+", "rotorInertiaKgM2: 0")
            .replace("name: iiwa14", "name: bare"));

    Program run = Program.run("run", "--fast", "--arm-model", bare.toString(), "--duration",
        "1s", "--metrics", "off", "--adaptation", "off");

    assertThat(run.out()).contains("warning: no joint of bare has a rotor inertia");
  }
}
