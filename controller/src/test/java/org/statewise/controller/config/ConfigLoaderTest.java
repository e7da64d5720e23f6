package org.statewise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.TaskKind;

final class ConfigLoaderTest {
  private final ConfigLoader loader = new ConfigLoader();

  @Test
  void shouldBeTheDefaultsWhenNothingIsSet() throws ConfigException {
    assertThat(loader.load()).isEqualTo(StatewiseConfig.DEFAULT);
    assertThat(loader.yaml("", "a.yaml").yaml("# only a comment\n", "b.yaml").load())
        .isEqualTo(StatewiseConfig.DEFAULT);
  }

  @Test
  void shouldLetTheLaterOneWinKeyByKey() throws ConfigException {
    StatewiseConfig config = loader
        .yaml("law: {gainScale: 0.5, prior: none}\nadaptation:\n  hidden: [8, 8]\n", "a.yaml")
        .yaml("law:\n  gainScale: 0.25\n", "b.yaml")
        .set("seed", 7L)
        .setText("safety.torqueRateNmPerS", "500")
        .load();
    assertThat(config.law().gainScale()).isEqualTo(0.25);
    assertThat(config.law().prior()).isEqualTo(new PriorSpec.None());
    assertThat(config.adaptation().hidden()).containsExactly(8, 8);
    assertThat(config.adaptation().loss())
        .isEqualTo(StatewiseConfig.DEFAULT.adaptation().loss());
    assertThat(config.seed()).isEqualTo(7);
    assertThat(config.safety().torqueRateNmPerS()).isEqualTo(500);
  }

  @Test
  void shouldTakeAFractionAfterAWholeNumberWasSet() throws ConfigException {
    StatewiseConfig config = loader.yaml("seed: 3\nlaw: {gainScale: 1}\n", "a.yaml")
        .set("law.gainScale", 0.5).set("seed", 5_000_000_000L).load();
    assertThat(config.law().gainScale()).isEqualTo(0.5);
    assertThat(config.seed()).isEqualTo(5_000_000_000L);
  }

  @Test
  void shouldStartFromAnotherConfiguration() throws ConfigException {
    StatewiseConfig base = loader.set("task.kind", "sine").load();
    assertThat(new ConfigLoader(base).set("task.frequencyHz", 0.3).load().task().kind())
        .isEqualTo(TaskKind.SINE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "task: {round: 1}|unknown key 'task.round'; the nearest known one is 'task.rounds'",
    "law: {gainscale: 1}|unknown key 'law.gainscale'; the nearest known one is 'law.gainScale'",
    "lew: {}|unknown key 'lew'; the nearest known one is 'law'",
    "arm: {tls: {cert: x}}|unknown key 'arm.tls.cert'; the nearest known one is"
        + " 'arm.tls.certificate'"})
  void shouldNameTheNearestKeyToAnUnknownOne(String yaml, String sentence) {
    assertThatThrownBy(() -> loader.yaml(yaml, "a.yaml")).isInstanceOf(ConfigException.class)
        .hasMessage("a.yaml: " + sentence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "seed: 1.5|a.yaml: seed must be a whole number of 64 bits, but is 1.5",
    "seed: one|a.yaml: seed must be a whole number of 64 bits, but is \"one\"",
    "law: {gainScale: high}|a.yaml: law.gainScale must be a finite number, but is \"high\"",
    "law: 3|a.yaml: law must be a group of keys, but is 3",
    "law: {kp: 3}|a.yaml: law.kp must be a list, but is 3",
    "arm: {gravityCompensated: 1}|a.yaml: arm.gravityCompensated must be true or false, but is 1",
    "task: {kind: null}|a.yaml: task.kind must be a text, but is null",
    "- 3|a.yaml must hold keys and values, but holds [3]"})
  void shouldSayWhichKeyMustBeWhat(String yaml, String sentence) {
    assertThatThrownBy(() -> loader.yaml(yaml, "a.yaml")).isInstanceOf(ConfigException.class)
        .hasMessage(sentence);
  }

  @Test
  void shouldNameTheLineThatIsNoYaml() {
    assertThatThrownBy(() -> loader.yaml("seed: 1\nlaw: {\n", "a.yaml"))
        .isInstanceOf(ConfigException.class).hasMessageStartingWith("a.yaml line ")
        .hasMessageContaining("must be YAML, but: ").hasMessageNotContaining("\n");
  }

  @Test
  void shouldRefuseWhatIsNotOneDocumentOfPlainValues() {
    assertThatThrownBy(() -> loader.yaml("seed: 1\n---\nseed: 2\n", "a.yaml"))
        .hasMessage("a.yaml line 2 must not begin a second document, but has a '---'");
    assertThatThrownBy(() -> loader.yaml("task:\n  kind: !!java.net.URL sine\n", "a.yaml"))
        .hasMessage("a.yaml line 2 must not have a tag, but has 'tag:yaml.org,2002:java.net.URL'");
    assertThatThrownBy(() -> loader.yaml("[".repeat(100_000), "a.yaml"))
        .hasMessage("a.yaml line 1 must be nested at most 20 levels deep, but is nested deeper");
    assertThatThrownBy(() -> loader.setText("seed", "!!int 3"))
        .hasMessage("the command line: seed must be a YAML value, but is '!!int 3'");
  }

  @Test
  void shouldRefuseARecordedConfigurationThatIsNestedWithoutEnd() {
    assertThatThrownBy(() -> ConfigLoader.fromJson("{\"a\":".repeat(100_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the recorded configuration cannot be read: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldRefuseAKeyThatIsGivenTwice() {
    assertThatThrownBy(() -> loader.yaml("seed: 1\nseed: 2\n", "a.yaml"))
        .isInstanceOf(ConfigException.class).hasMessageContaining("line 2")
        .hasMessageContaining("seed");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "arm.payloadKg|-1|arm.payloadKg must not be negative, but is -1.0",
    "arm.payloadComM|[1, 2]|arm.payloadComM must have 3 values, but is [1.0, 2.0]",
    "task.rounds|-2|task.rounds must not be negative, but is -2",
    "law.gainScale|-1|law.gainScale must not be negative, but is -1.0",
    "arm.simulation.drive.stiffnessNmPerRad|[1e4, -1]|arm.simulation.drive.stiffnessNmPerRad must be"
        + " finite and positive, but is -1.0",
    "arm.simulation.cabinet.deadTimeMillis|1.1|arm.simulation.cabinet.deadTimeMillis must be a multiple"
        + " of 0.25 from 0 to 1000, but is 1.1",
    "law.positionSource|link|law.positionSource must be motor or link-estimate, but is 'link'",
    "adaptation.kappa|-1|adaptation.kappa must not be negative, but is -1.0",
    "adaptation.hidden|[3, 0]|adaptation.hidden must be positive, but is [3, 0]",
    "loop.engageSeconds|0|loop.engageSeconds must be positive, but is 0.0",
    "loop.burnInTicks|-1|loop.burnInTicks must not be negative, but is -1",
    "recording.partMegabytes|0|recording.partMegabytes must be at least 1, but is 0",
    "recording.partMinutes|0|recording.partMinutes must be positive, but is 0.0",
    "recording.minFreeMegabytes|-1|recording.minFreeMegabytes must not be negative, but is -1",
    "safety.torqueFraction|2|safety.torqueFraction must be above 0 and at most 1, but is 2.0",
    "law.gainScale|1e999|law.gainScale must be a finite number, but is \"Infinity\"",
    "adaptation.hidden|[8, x]|adaptation.hidden[1] must be a finite number, but is \"x\"",
    "adaptation.hidden|[8.5]|adaptation.hidden[0] must be a whole number, but is 8.5",
    "law.kp|[1, null]|law.kp[1] must be a finite number, but is null",
    "seed|99999999999999999999|seed must be a whole number of 64 bits, but is"
        + " 99999999999999999999",
    "task.rounds|3000000000|task.rounds must be a whole number of 32 bits, but is 3000000000"})
  void shouldNameTheKeyTheRuleAndTheValue(String key, String value, String sentence) {
    assertThatThrownBy(() -> loader.setText(key, value).load())
        .isInstanceOf(ConfigException.class).hasMessageEndingWith(sentence)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSaySoWhenAValueOnTheCommandLineIsNoYaml() {
    assertThatThrownBy(() -> loader.setText("law.kp", "[1, 2")).isInstanceOf(ConfigException.class)
        .hasMessage("the command line: law.kp must be a YAML value, but is '[1, 2'");
    assertThatThrownBy(() -> loader.set("law.no.such", 1)).isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the command line: unknown key 'law.no'");
  }

  @Test
  void shouldNameAKeyOfTheSameNameInAnotherGroup() {
    assertThatThrownBy(() -> loader.yaml("loss: squared\n", "a.yaml"))
        .hasMessage("a.yaml: unknown key 'loss'; the nearest known one is 'adaptation.loss'");
  }

  @Test
  void shouldTakeTheEnvironmentOverTheFileAndFlagsOverBoth() throws ConfigException {
    loader.yaml("seed: 2\nlaw: {gainScale: 0.5}\ntask: {rounds: 4}\n", "a.yaml")
        .environment(Map.of("STATEWISE_LAW_GAIN_SCALE", "0.25", "STATEWISE_SEED", "3",
            "STATEWISE_ADAPTATION_HIDDEN", "[8, 8]", "STATEWISE_ARM_MODEL", "7", "HOME", "/x",
            "STATEWISE_JAVA", "/usr/bin/java", "STATEWISE_AOT", "off",
            "STATEWISE_TELEMETRY_METRICS", ""))
        .set("seed", 4L);
    StatewiseConfig config = loader.load();
    assertThat(config.seed()).isEqualTo(4);
    assertThat(config.law().gainScale()).isEqualTo(0.25);
    assertThat(config.task().rounds()).isEqualTo(4);
    assertThat(config.adaptation().hidden()).containsExactly(8, 8);
    assertThat(config.arm().model()).isEqualTo("7");
    assertThat(config.telemetry().metrics()).isEmpty();
    Map<String, String> origins = new HashMap<>();
    loader.settings().forEach(setting -> origins.put(setting.key(), setting.origin()));
    assertThat(origins).containsEntry("seed", "the command line")
        .containsEntry("law.gainScale", "STATEWISE_LAW_GAIN_SCALE")
        .containsEntry("task.rounds", "a.yaml").containsEntry("law.prior", "default");
    assertThat(loader.isSet("law.prior")).isFalse();
    assertThat(loader.isSet("task.rounds")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "STATEWISE_LOSS|x|the environment: unknown variable 'STATEWISE_LOSS'; the nearest known one is"
        + " 'STATEWISE_ADAPTATION_LOSS'",
    "STATEWISE_LAW_GAINSCALE|1|the environment: unknown variable 'STATEWISE_LAW_GAINSCALE'; the"
        + " nearest known one is 'STATEWISE_LAW_GAIN_SCALE'",
    "STATEWISE_SEED|one|STATEWISE_SEED: seed must be a whole number of 64 bits, but is \"one\"",
    "STATEWISE_LAW_KP|[1|STATEWISE_LAW_KP: law.kp must be a YAML value, but is '[1'"})
  void shouldNameTheVariableThatIsWrong(String variable, String value, String sentence) {
    assertThatThrownBy(() -> loader.environment(Map.of(variable, value)))
        .isInstanceOf(ConfigException.class).hasMessage(sentence);
  }

  @Test
  void shouldHaveAVariableOfItsOwnForEveryKey() {
    assertThat(loader.settings()).extracting(setting -> ConfigKeys.variable(setting.key()))
        .doesNotHaveDuplicates().doesNotContainAnyElementsOf(ConfigKeys.OTHER);
  }

  @Test
  void shouldRefuseTwoObserversAtOnce() throws ConfigException {
    loader.set("adaptation.model", "kalman+observer").set("adaptation.observer", "trend");
    assertThatThrownBy(loader::load).isInstanceOf(ConfigException.class).hasMessageContaining(
        "adaptation.observer must be none where adaptation.model names an observer behind its +, but"
            + " is trend");
  }
}
