package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Program;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.warm.WarmState;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;

/** What a run has learned, in the next run and in its replay. */
final class WarmStartTest {
  @TempDir
  private Path folder;

  private Program run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--duration", "3s", "--metrics",
        "off", "--set", "loop.burnInTicks=0", "--arm-profile", "tidy"));
    args.addAll(List.of(more));
    if (!args.contains("--adaptation")) {
      args.addAll(List.of("--adaptation", "network"));
    }
    return Program.run(args.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void save(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--save-state", file("s.pb")));
    Program run = run(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "observer", "rigid-body", "kalman:leak=0.01,q=0.1+observer"})
  void shouldReplayAWarmStartedRunToTheBit(String model) {
    save("--adaptation", model);
    Program warm = run("--adaptation", model, "--warm-start", file("s.pb"), "--record",
        file("w.mcap"));
    assertThat(warm.code()).as(warm.err()).isZero();
    assertThat(warm.out()).contains("warm start: ");
    Program replay = Program.run("replay", file("w.mcap"));
    assertThat(replay.out()).contains("bit-exact: every recorded torque came back to the bit");
    Program cold = run("--adaptation", model, "--record", file("c.mcap"));
    assertThat(cold.code()).isZero();
    assertThat(checksum(replay.out())).isNotEqualTo(
        checksum(Program.run("replay", file("c.mcap")).out()));
  }

  private static String checksum(String out) {
    return out.replaceAll("(?s).*torque checksum ([0-9a-f]{8}).*", "$1");
  }

  @ParameterizedTest
  @CsvSource({"--arm-model,iiwa14,arm must be iiwa14",
    "--adaptation,observer,model must be observer",
    "--loss,squared,loss must be squared", "--prior,none,prior must be none",
    "--update-rule,adam,updateRule must be adam",
    "--no-gravity-compensation,,gravityCompensated must be false"})
  void shouldRefuseAForeignStateAndStartColdOnlyIfTold(String flag, String value, String why) {
    save();
    List<String> args = new ArrayList<>(List.of("--warm-start", file("s.pb"), flag));
    if (value != null) {
      args.add(value);
    }
    Program refused = run(args.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("statewise: adaptation.warmStart: '" + file("s.pb")
        + "' is not for this run: its " + why);
    args.add("--cold-if-refused");
    Program cold = run(args.toArray(String[]::new));
    assertThat(cold.code()).as(cold.err()).isZero();
    assertThat(cold.out()).contains("cold start: '" + file("s.pb") + "' is not for this run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"observer", "trend", "local:fields=20", "rigid-body", "doomed", "network",
    "kalman:features=0,leak=0.01+observer",
    "precision-kalman:features=0,loss=learned-state-dependent",
    "network:loss=structured", "network:loss=squared,rule=adam"})
  void shouldGoOnUnderAnySeedWhereNothingIsDrawn(String model) throws Exception {
    assertThat(identity(model, 1)).isEqualTo(identity(model, 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kalman", "rls", "precision-kalman", "kalman+observer", "observer+kalman",
    "precision-kalman:features=0,loss=state-dependent", "network:loss=state-dependent",
    "network:loss=mlp"})
  void shouldRefuseAnotherSeedWhereSomethingIsDrawn(String model) throws Exception {
    assertThat(new WarmState(identity(model, 1), new double[3], "", 0, 0)
        .refusal(identity(model, 9), 3)).contains("its seed must be 9, but is 1");
  }

  @Test
  void shouldRunOnUnderAnotherSeedWhereNothingIsDrawn() {
    save("--adaptation", "observer");
    Program warm = run("--adaptation", "observer", "--warm-start", file("s.pb"), "--seed", "9");
    assertThat(warm.code()).as(warm.err()).isZero();
    assertThat(warm.out()).contains("warm start: ");
  }

  private static Map<String, String> identity(String model, long seed) throws Exception {
    ArmModel arm = Arms.load("iiwa7");
    return WarmStart.identity(new ConfigLoader().set("adaptation.model", model).set("seed", seed)
        .load().resolved(),
        RecordedArm.ofStream(arm.name(), arm.joints().stream().map(JointModel::name).toList(),
            Optional.of(arm), 4_000_000),
        arm, LearnedModels.forJoints(arm.joints().size()));
  }

  @Test
  void shouldRefuseADamagedStateAndOneThatIsNotThere() throws Exception {
    save();
    byte[] whole = Files.readAllBytes(folder.resolve("s.pb"));
    Files.write(folder.resolve("cut.pb"), Arrays.copyOf(whole, whole.length / 2));
    Program damaged = run("--warm-start", file("cut.pb"));
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("adaptation.warmStart: ", "is damaged");
    Program missing = run("--warm-start", file("none.pb"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no file '" + file("none.pb") + "'");
  }

  @Test
  void shouldGoOnWithOtherRatesGainsAndTasks() {
    save();
    Program run = run("--warm-start", file("s.pb"), "--learning-rate", "0.002", "--gain-scale",
        "0.5", "--task", "hold", "--seed", "9");
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void shouldKeepWhatWasLastSavedWhenARunEndsInAFault() {
    Program run = run("--save-state", file("s.pb"), "--set", "adaptation.saveSeconds=0", "--fault",
        "lost:at=1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(folder.resolve("s.pb")).doesNotExist();
  }
}
