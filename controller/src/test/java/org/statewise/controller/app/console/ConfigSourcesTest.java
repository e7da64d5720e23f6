package org.statewise.controller.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.config.ConfigLoader;

final class ConfigSourcesTest {
  @TempDir
  private Path folder;

  private Path here;
  private Path system;
  private Path other;

  @BeforeEach
  void write() throws IOException {
    here = file("here.yaml", "seed: 2\n");
    system = file("system.yaml", "seed: 3\n");
    other = file("other.yaml", "seed: 4\n");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private long seed(Map<String, String> environment, Path chosen) throws Exception {
    ConfigLoader loader = new ConfigLoader();
    new ConfigSources(environment, List.of(here, system)).applyTo(loader, chosen);
    return loader.load().seed();
  }

  @Test
  void shouldTakeTheFirstUsualFileThatIsThere() throws Exception {
    assertThat(seed(Map.of(), null)).isEqualTo(2);
    Files.delete(here);
    assertThat(seed(Map.of(), null)).isEqualTo(3);
    Files.delete(system);
    assertThat(seed(Map.of(), null)).isEqualTo(1);
  }

  @Test
  void shouldTakeTheNamedFileAloneAndTheEnvironmentOverIt() throws Exception {
    Map<String, String> named = Map.of("STATEWISE_CONFIG", other.toString());
    assertThat(seed(named, null)).isEqualTo(4);
    assertThat(seed(named, system)).isEqualTo(3);
    assertThat(seed(Map.of("STATEWISE_SEED", "5"), other)).isEqualTo(5);
  }

  @Test
  void shouldMissAFileThatIsNamed() {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> seed(Map.of("STATEWISE_CONFIG", missing.toString()), null))
        .isInstanceOf(UsageException.class)
        .hasMessage("STATEWISE_CONFIG: there is no file '" + missing + "'");
  }

  @Test
  void shouldPrintAConfigurationThatIsAFileAgain() throws Exception {
    Program print = Program.run("config", "print", "--config", here.toString(), "--loss",
        "squared");
    assertThat(print.code()).as(print.err()).isZero();
    assertThat(print.out()).containsPattern("(?m)^seed: 2 +# .*here.yaml$")
        .containsPattern("(?m)^  loss: \"squared\" +# the command line$")
        .containsPattern("(?m)^    trusted: \"\" +# default$");
    Path again = file("again.yaml", print.out());
    assertThat(Program.run("config", "check", again.toString()).out())
        .matches("(?s).*again.yaml is in order: (\\d+) of \\1 keys are set\n");
  }

  @Test
  void shouldCheckWordsAndFilesToo() throws Exception {
    for (String[] wrong : List.of(
        new String[]{"law: {prior: magic}", "prior must be one of none, gravity, rigid-body"},
        new String[]{"adaptation: {loss: cubic}", "cubic"},
        new String[]{"task: {kind: path, file: nowhere.csv}", "there is no file 'nowhere.csv'"},
        new String[]{"arm: {link: 'ftp://x'}",
          "arm.link must be sim, bridge://HOST:PORT or fri://HOST:PORT"},
        new String[]{"arm: {tls: {key: k.pem}}", "mutual TLS needs all of"},
        new String[]{"telemetry: {metrics: here}", "telemetry.metrics must be HOST:PORT"},
        new String[]{"log: {format: xml}", "log.format must be one of text, json, but is 'xml'"},
        new String[]{"arm: {faults: 'drip'}", "arm.faults: "},
        new String[]{"run: {start: command}", "run.start must be now where mqtt.broker is empty"},
        new String[]{"mqtt: {broker: 'http://x'}", "mqtt.broker must be"},
        new String[]{"mqtt: {broker: 'mqtt://x', user: a, passwordFile: nowhere}", "nowhere"},
        new String[]{"lop: {}", "the nearest known one is 'loop'"})) {
      Path bad = file("bad.yaml", wrong[0]);
      Program check = Program.run("config", "check", bad.toString());
      assertThat(check.code()).as(wrong[0]).isEqualTo(2);
      assertThat(check.err()).startsWith("statewise: " + bad + ": ").contains(wrong[1]);
    }
  }
}
