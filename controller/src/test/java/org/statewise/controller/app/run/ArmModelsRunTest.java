package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;
import org.statewise.models.online.OnlineModelSyntax;

/** Both shipped arms under every kind of adaptation, in memory and behind a cabinet. */
@Tag("slow")
class ArmModelsRunTest {
  /** All kinds with their defaults, the default itself, and one with an observer beside it. */
  private static final List<String> MODELS = List.of("auto", "trend", "network", "observer",
      "kalman", "rls", "rigid-body", "local", "kalman+observer", "doomed",
      "precision-kalman:loss=structured");

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"iiwa7, sim", "iiwa14, sim", "iiwa7, fri-sim://2.7", "iiwa14, fri-sim://2.7"})
  void shouldFollowBetterWithEveryKindOfAdaptationThanWithoutAndEndNoneInAFault(String arm,
      String link) throws IOException {
    double without = meanRmseMrad(arm, link, "off");
    for (String model : MODELS) {
      assertThat(meanRmseMrad(arm, link, model)).as(model).isLessThan(0.9 * without);
    }
  }

  @Test
  void shouldKnowEveryKindOfAdaptation() {
    List<String> kinds = new ArrayList<>(OnlineModelSyntax.words());
    kinds.remove("none");

    assertThat(MODELS).extracting(model -> model.replaceFirst("[:+].*", "")).containsAll(kinds);
  }

  /** The tracking error of a run of one round, over its motions, mrad. */
  private double meanRmseMrad(String arm, String link, String model) throws IOException {
    Path summary = folder.resolve("summary.json");
    Files.deleteIfExists(summary);
    Program run = Program.run("run", "--fast", "--arm", link, "--arm-model", arm,
        "--rounds", "1", "--metrics", "off", "--set", "loop.burnInTicks=0", "--adaptation", model,
        "--summary", summary.toString());

    assertThat(run.code()).as(model + ": " + run.err()).isZero();
    assertThat(run.out()).contains("ended STOPPED").doesNotContain("rotor inertia");
    double sum = 0;
    int motions = 0;
    for (JsonNode motion : new ObjectMapper().readTree(summary.toFile()).get("motions")) {
      sum += motion.get("trackingRmseMrad").asDouble();
      motions++;
    }
    return sum / motions;
  }

  @Test
  void shouldWarnOfAnArmWithoutRotors() throws IOException {
    Program run = shortRun(edited("rotorInertiaKgM2: [0-9.]+", "rotorInertiaKgM2: 0"));

    assertThat(run.out()).contains("warning: no joint of bare has a rotor inertia");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "1.16 | warning: joints A6, A7 of bare have no rotor inertia",
    "1.32 | warning: joint A5 of bare has no rotor inertia"})
  void shouldNameTheJointsWithoutRotor(String inertia, String sentence) throws IOException {
    Program run = shortRun(edited("rotorInertiaKgM2: " + inertia, "rotorInertiaKgM2: 0"));

    assertThat(run.out()).contains(sentence);
  }

  @Test
  void shouldSayWhichDrivesTheSimulatedArmEstimates() throws IOException {
    Path bare = edited("motorTorqueLimitNm: 550, ", "");

    assertThat(shortRun(bare, "--arm-profile", "lbr").out())
        .contains("note: drive data of joint A5 of bare are not whole");
    assertThat(shortRun(bare).out()).contains("note: drive data of joint A5 of bare");
    assertThat(shortRun(bare, "--arm-profile", "tidy").out()).doesNotContain("note:")
        .doesNotContain("warning:");
    assertThat(shortRun(Path.of("iiwa14"), "--arm-profile", "lbr").out())
        .doesNotContain("note:").doesNotContain("warning:");
  }

  @Test
  void shouldSayWhatAUrdfLeavesOpen() throws IOException {
    Path urdf = Files.writeString(folder.resolve("one.urdf"), """
        <robot name="one"><link name="base"/><link name="tip"><inertial><mass value="1"/>
        <inertia ixx="1" iyy="1" izz="1"/></inertial></link>
        <joint name="J1" type="revolute"><parent link="base"/><child link="tip"/>
        <axis xyz="0 0 1"/><limit lower="-2" upper="2" velocity="1" effort="50"/></joint>
        <transmission name="t"><joint name="J1"/><actuator name="m">
        <mechanicalReduction>100</mechanicalReduction><rotorInertia>1e-4</rotorInertia>
        </actuator></transmission></robot>
        """);

    Program run = Program.run("run", "--fast", "--arm-model", urdf.toString(), "--task", "sine",
        "--duration", "1s", "--metrics", "off", "--set", "loop.burnInTicks=0", "--adaptation",
        "off");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("note: a URDF has no gains")
        .contains("and this one no friction of joint J1").doesNotContain("warning:");
  }

  /** An iiwa 14 by the name of bare whose description reads otherwise. */
  private Path edited(String regex, String replacement) throws IOException {
    String whole = Files.readString(Path.of(System.getProperty("statewise.root"),
        "models/src/main/resources/arms/iiwa14.yaml"));
    return Files.writeString(folder.resolve("bare.yaml"),
        whole.replaceAll(regex, replacement).replace("name: iiwa14", "name: bare"));
  }

  private static Program shortRun(Path model, String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--arm-model",
        model.toString(), "--duration", "1s", "--metrics", "off", "--set", "loop.burnInTicks=0",
        "--adaptation", "off"));
    args.addAll(List.of(more));
    return Program.run(args.toArray(String[]::new));
  }
}
