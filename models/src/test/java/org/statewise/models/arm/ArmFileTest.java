package org.statewise.models.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmFileTest {
  private static final String PENDULUM = """
      format: statewise-arm-1
      name: pendulum
      gravityMPerS2: [0, 0, -9.81]
      joints:
        - name: swing
          origin: {xyzM: [0, 0, 1], rpyRad: [1.5, 0, 0]}
          axis: [0, 0, 1]
          link: {massKg: 2, comM: [0.5, 0, 0], ixx: 0.1, iyy: 0.2, izz: 0.25}
          rotorInertiaKgM2: 0.25
          limits: {qMinRad: -1, qMaxRad: 1, qdMaxRadPerS: 2, tauMaxNm: 30}
      """;

  private static final String DRIVE = "    drive: {gearRatio: 160, stiffnessNmPerRad: 12000}\n";

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldReadBackEveryBitOfWhatItWrote(String name) {
    ArmModel arm = ShippedArms.load(name);

    assertThat(ArmFile.parse(ArmFile.toYaml(arm), "written")).isEqualTo(arm);
  }

  @Test
  void shouldReadBackInfiniteLimitsTinyNumbersAndAwkwardNames() {
    JointModel swing = ArmFile.parse(PENDULUM, "p").joints().get(0);
    ArmModel arm = new ArmModel("a: \"b\" # 1\\", new Vec3(1e-300, -0.0, 1.2345e22), List.of(
        new JointModel("yes", swing.origin(), swing.axis(), swing.link(), Double.MIN_VALUE,
            new JointLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1e-9, 1e9),
            swing.friction(), swing.gains())));

    assertThat(ArmFile.parse(ArmFile.toYaml(arm), "written")).isEqualTo(arm);
  }

  @Test
  void shouldDeriveGainsFromTheInertiaThatTheJointTurns() {
    JointModel swing = ArmFile.parse(PENDULUM, "p").joints().get(0);

    // M = 0.25 + 2 * 0.5^2 + 0.25 = 1
    assertThat(swing.gains().kpNmPerRad()).isCloseTo(64, within(1e-12));
    assertThat(swing.gains().kdNmSPerRad()).isCloseTo(11.2, within(1e-12));
    assertThat(swing.friction()).isEqualTo(JointFriction.NONE);
  }

  @Test
  void shouldReadAsMuchOfADriveAsTheFileHasAndWriteThatAgain() {
    ArmModel arm = ArmFile.parse(PENDULUM + DRIVE, "p");
    JointDrive drive = arm.joints().get(0).drive();

    assertThat(drive.gearRatio()).hasValue(160);
    assertThat(drive.stiffnessNmPerRad()).hasValue(12000);
    assertThat(drive.dampingNmSPerRad()).isEmpty();
    assertThat(drive.isWhole()).isFalse();
    assertThat(ArmFile.parse(ArmFile.toYaml(arm), "written")).isEqualTo(arm);
    assertThat(ArmFile.parse(PENDULUM, "p").joints().get(0).drive())
        .isEqualTo(JointDrive.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldShipWholeDrives(String name) {
    assertThat(ShippedArms.load(name).joints()).hasSize(7)
        .allSatisfy(joint -> assertThat(joint.drive().isWhole()).isTrue());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "gearRatio: 160 | gearRatio: 0 | joints[0].drive: gearRatio must be positive and finite, but",
    "12000 | -1 | joints[0].drive: stiffnessNmPerRad must be positive and finite, but is -1.0",
    "12000 | stiff | joints[0].drive.stiffnessNmPerRad must be a number, but is \"stiff\"",
    "gearRatio | ratio | joints[0].drive.ratio is not a known key; known are gearRatio, stiffness",
    "gearRatio: 160 | dampingNmSPerRad: -3 | dampingNmSPerRad must be finite and not negative",
    "gearRatio: 160 | breakawayRad: 0 | joints[0].drive: breakawayRad must be positive and finite",
    "gearRatio: 160 | loadFrictionRatio: -1 | loadFrictionRatio must be finite and not negative",
    "gearRatio: 160 | motorTorqueLimitNm: 29 | joints[0]: motorTorqueLimitNm must not be below"
        + " tauMaxNm, but is 29.0 with tauMaxNm 30.0",
    "gearRatio: 160 | gearRatio: | joints[0].drive.gearRatio is missing"})
  void shouldRefuseABrokenDriveInOneSentence(String good, String bad, String sentence) {
    assertThatThrownBy(() -> ArmFile.parse(PENDULUM + DRIVE.replace(good, bad), "my.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("my.yaml")
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldNameTheJointsWithoutRotor() {
    String second = PENDULUM.substring(PENDULUM.indexOf("  - name"))
        .replace("swing", "bare").replace("rotorInertiaKgM2: 0.25", "rotorInertiaKgM2: 0");

    assertThat(ArmFile.parse(PENDULUM, "p").jointsWithoutRotor()).isEmpty();
    assertThat(ArmFile.parse(PENDULUM + second, "p").jointsWithoutRotor())
        .containsExactly("bare");
  }

  @Test
  void shouldTakeAnExponentWithoutADot() {
    assertThat(ArmFile.parse(PENDULUM.replace("0.25}", "25e-2}"), "p"))
        .isEqualTo(ArmFile.parse(PENDULUM, "p"));
  }

  @Test
  void shouldKnowTheShippedArms() {
    assertThat(ShippedArms.load("iiwa7").joints()).hasSize(7)
        .allSatisfy(joint -> assertThat(joint.rotorInertiaKgM2()).isGreaterThan(1));
    assertThat(ShippedArms.load("iiwa14").joints()).hasSize(7)
        .allSatisfy(joint -> assertThat(joint.rotorInertiaKgM2()).isGreaterThan(1));
    assertThatThrownBy(() -> ShippedArms.load("panda"))
        .hasMessage("arm must be one of iiwa7, iiwa14, but is panda");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "massKg: 2 | masKg: 2 | joints[0].link.masKg is not a known key; known are massKg, comM, ixx",
    "massKg: 2, | '' | joints[0].link.massKg is missing",
    "massKg: 2 | massKg: -2 | joints[0].link: mass must be finite and not negative, but is -2.0",
    "massKg: 2 | massKg: two | joints[0].link.massKg must be a number, but is \"two\"",
    "massKg: 2 | massKg: .nan | line 8 must be YAML, but: Malformed numeric value '.nan'",
    "massKg: 2 | massKg: nan | joints[0].link.massKg must be a number, but is \"nan\"",
    "massKg: 2 | massKg: 2, massKg: 3 | line 8 must be YAML, but: Duplicate field 'massKg'",
    "izz: 0.25 | izz: -0.25 | joints[0].link: inertia must be finite without negative principal",
    "axis: [0, 0, 1] | axis: [0, 1] | joints[0].axis must be a list of three numbers, but is [0,1]",
    "axis: [0, 0, 1] | axis: [0, 0, 2] | joints[0]: axis of joint swing must have length 1",
    "qMinRad: -1 | qMinRad: 1 | joints[0].limits: position limits must satisfy qMinRad < qMaxRad",
    "tauMaxNm: 30 | tauMaxNm: 0 | joints[0].limits: tauMaxNm must be positive and finite",
    "arm-1 | arm-9 | format must be statewise-arm-1, but is statewise-arm-9",
    "name: swing | name: '' | joints[0]: joint name must not be blank",
    "name: swing | name: 3 | joints[0].name must be a text, but is 3",
    "gravityMPerS2: | gravity: | gravity is not a known key",
    "massKg: 2 | massKg: !!float 2 | line 8 must not have a tag",
    "format: | {: | must be YAML, but: "})
  void shouldRefuseABrokenFileInOneSentence(String good, String bad, String sentence) {
    assertThatThrownBy(() -> ArmFile.parse(PENDULUM.replace(good, bad), "my.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("my.yaml")
        .hasMessageContaining(sentence)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- 1", "just text", "joints: 3", "null"})
  void shouldRefuseWhatIsNoArmAtAll(String text) {
    assertThatThrownBy(() -> ArmFile.parse(text, "my.yaml"))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("my.yaml");
  }

  @Test
  void shouldRefuseTwoJointsOfOneNameAndAnArmWithoutJoints() {
    int at = PENDULUM.indexOf("  - name");
    assertThatThrownBy(() -> ArmFile.parse(PENDULUM + PENDULUM.substring(at), "p"))
        .hasMessageContaining("joint names must be unique, but swing comes twice in pendulum");
    assertThatThrownBy(
        () -> ArmFile.parse(PENDULUM.substring(0, at - 1) + " []\n", "p"))
        .hasMessageContaining("an arm must have at least one joint, but pendulum has none");
  }
}
