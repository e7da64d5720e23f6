package org.statewise.models.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfFileTest {
  private static final String URDF = """
      <?xml version="1.0"?>
      <robot name="two">
        <material name="grey"/>
        <link name="base"/>
        <joint name="J1" type="revolute">
          <origin xyz="0 0 0.15" rpy="0 0 0"/>
          <parent link="base"/><child link="upper"/>
          <axis xyz="0 0 1"/>
          <limit lower="-2" upper="2" velocity="1.5" effort="100"/>
          <dynamics damping="0.4" friction="0.3"/>
        </joint>
        <link name="upper">
          <visual><geometry><box size="1 1 1"/></geometry></visual>
          <inertial>
            <origin xyz="0 -0.03 0.12" rpy="0 0 0"/>
            <mass value="2.7"/>
            <inertia ixx="0.017" iyy="0.016" izz="0.006" ixy="0.001" ixz="0" iyz="0"/>
          </inertial>
        </link>
        <joint name="J2" type="continuous">
          <origin xyz="0 0 0.19" rpy="1.5707963267948966 0 0"/>
          <parent link="upper"/><child link="fore"/>
          <axis xyz="0 -1 0"/>
          <limit velocity="2" effort="50"/>
        </joint>
        <link name="fore">
          <inertial><mass value="1"/><inertia ixx="0.01" iyy="0.01" izz="0.01"/></inertial>
        </link>
        <!--more-->
      </robot>
      """;
  private static final String YAML = """
      format: statewise-arm-1
      name: two
      gravityMPerS2: [0, 0, -9.81]
      joints:
        - name: J1
          origin: {xyzM: [0, 0, 0.15], rpyRad: [0, 0, 0]}
          axis: [0, 0, 1]
          link: {massKg: 2.7, comM: [0, -0.03, 0.12], ixx: 0.017, iyy: 0.016, izz: 0.006,
            ixy: 0.001}
          limits: {qMinRad: -2, qMaxRad: 2, qdMaxRadPerS: 1.5, tauMaxNm: 100}
          friction: {viscousNmSPerRad: 0.4, coulombNm: 0.3, staticNm: 0.3, stribeckRadPerS: 0.03}
        - name: J2
          origin: {xyzM: [0, 0, 0.19], rpyRad: [1.5707963267948966, 0, 0]}
          axis: [0, -1, 0]
          link: {massKg: 1, comM: [0, 0, 0], ixx: 0.01, iyy: 0.01, izz: 0.01}
          limits: {qMinRad: -inf, qMaxRad: inf, qdMaxRadPerS: 2, tauMaxNm: 50}
      """;
  private static final String HAND = """
      <joint name="flange" type="fixed">
        <origin xyz="0 0 0.1" rpy="0 0 1.5707963267948966"/>
        <parent link="fore"/><child link="hand"/>
      </joint>
      <link name="hand">
        <inertial>
          <origin xyz="0.2 0 0"/>
          <mass value="3"/><inertia ixx="0.02" iyy="0.03" izz="0.04"/>
        </inertial>
      </link>
      """;

  @Test
  void shouldReadTheSameArmAsFromYaml() {
    assertThat(UrdfFile.parse(URDF, "two.urdf")).isEqualTo(ArmFile.parse(YAML, "two.yaml"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "none", value = {
    "<mechanicalReduction>100</mechanicalReduction> | 0 | 100",
    "<mechanicalReduction>-100</mechanicalReduction><rotorInertia>2e-4</rotorInertia> | 2 | 100",
    "<drake:gear_ratio value=\"160\"/><drake:rotor_inertia value=\"1e-4\"/> | 2.56 | 160",
    "<rotorInertia>1.5</rotorInertia> | 1.5 | none",
    // What templates carry where nobody knows the gear.
    "<mechanicalReduction>1</mechanicalReduction> | 0 | none",
    "<hardwareInterface>EffortJointInterface</hardwareInterface> | 0 | none"})
  void shouldTakeRotorAndGearOfATransmission(String actuator, double rotorKgM2, Double ratio) {
    ArmModel arm = UrdfFile.parse(URDF.replace("<!--more-->", transmission("J2", actuator)),
        "two.urdf");

    assertThat(arm.joints().get(1).rotorInertiaKgM2()).isCloseTo(rotorKgM2, within(1e-12));
    assertThat(arm.joints().get(1).drive()).isEqualTo(JointDrive.ofGearRatio(
        ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio)));
    assertThat(arm.joints().get(0).drive()).isEqualTo(JointDrive.UNKNOWN);
    // The derived gains turn the rotor, too.
    assertThat(arm.joints().get(1).gains().kpNmPerRad())
        .isCloseTo(64 * (0.01 + rotorKgM2), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "<mechanicalReduction>0</mechanicalReduction> | <mechanicalReduction> of actuator m must not be zero",
    "<mechanicalReduction>many</mechanicalReduction> | content of <mechanicalReduction> of actuator m"
        + " must be a number, but is \"many\"",
    "<rotorInertia>3</rotorInertia> | the transmissions of joint J2 must agree, but have the rotor"
        + " inertias 2.0 and 3.0"})
  void shouldRefuseABrokenTransmissionInOneSentence(String actuator, String sentence) {
    String both = transmission("J2", "<rotorInertia>2</rotorInertia>")
        + transmission("J2", actuator);
    assertThatThrownBy(() -> UrdfFile.parse(URDF.replace("<!--more-->", both), "my.urdf"))
        .hasMessage("my.urdf: " + sentence);
  }

  private static String transmission(String joint, String actuator) {
    return "<transmission name=\"t\"><type>SimpleTransmission</type><joint name=\"" + joint
        + "\"/><actuator name=\"m\">" + actuator + "</actuator></transmission>";
  }

  @Test
  void shouldMergeWhatIsFixedToALinkIntoIt() {
    LinkInertia link = UrdfFile.parse(URDF.replace("<!--more-->", HAND), "two.urdf")
        .joints().get(1).link();

    assertThat(link.massKg()).isEqualTo(4);
    // The hand's centre sits at (0, 0.2, 0.1) of the forearm; 3/4 of the mass is there.
    assertThat(link.comM().y()).isCloseTo(0.15, within(1e-15));
    assertThat(link.comM().z()).isCloseTo(0.075, within(1e-15));
    // Reduced mass 3/4 kg at distance^2 0.05; the hand's x moment turned into y.
    assertThat(link.ixx()).isCloseTo(0.01 + 0.03 + 0.75 * 0.05, within(1e-15));
    assertThat(link.iyy()).isCloseTo(0.01 + 0.02 + 0.75 * 0.01, within(1e-15));
    assertThat(link.izz()).isCloseTo(0.01 + 0.04 + 0.75 * 0.04, within(1e-15));
    assertThat(link.iyz()).isCloseTo(-0.75 * 0.02, within(1e-15));
  }

  @Test
  void shouldCarryAFixedPlaceOnToTheNextJoint() {
    String mount = """
        <link name="world"/>
        <joint name="mount" type="fixed">
          <origin xyz="1 0 0" rpy="0 0 1.5707963267948966"/>
          <parent link="world"/><child link="base"/>
        </joint>
        """;

    Frame first = UrdfFile.parse(URDF.replace("<!--more-->", mount), "two.urdf")
        .joints().get(0).origin();

    assertThat(first.xyzM()).isEqualTo(new Vec3(1, 0, 0.15));
    assertThat(first.rpyRad().z()).isCloseTo(Math.PI / 2, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "type=\"continuous\" | type=\"prismatic\" | joint J2 must be revolute, continuous or fixed",
    "parent link=\"upper\" | parent link=\"base\" | one serial chain, but joint J1 and joint J2",
    "child link=\"fore\" | child link=\"upper\" | link upper must be the child of one joint only",
    "child link=\"fore\" | child link=\"four\" | names the child link four, which does not exist",
    "<limit velocity=\"2\" effort=\"50\"/> | `` | joint J2 must have one <limit>, but has 0",
    "velocity=\"2\" effort | effort | <limit> of joint J2 has no velocity",
    "effort=\"50\" | effort=\"-50\" | joint J2: tauMaxNm must be positive and finite",
    "mass value=\"1\" | mass value=\"1f\" | value of <mass> of <inertial> of link fore must be",
    "xyz=\"0 0 0.19\" | xyz=\"0 0\" | xyz of <origin> of joint J2 must be three numbers",
    "xyz=\"0 -1 0\" | xyz=\"0 0 0\" | axis of joint J2 must not be zero",
    "<robot name | <rowboat name | line 30 is not readable as XML",
    "<mass value=\"1\"/> | `` | <inertial> of link fore must have one <mass>, but has 0",
    "link name=\"base\" | link name=\"fore\" | link fore comes twice"})
  void shouldRefuseABrokenFileInOneSentence(String good, String bad, String sentence) {
    String broken = URDF.replace(good, bad);
    assertThatThrownBy(() -> UrdfFile.parse(broken, "my.urdf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("my.urdf: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldNameTheMovingLinkWithoutInertial() {
    assertThatThrownBy(() -> UrdfFile.parse(
        URDF.replaceAll("(?s)<inertial><mass value=\"1\"/>.*?</inertial>", ""), "my.urdf"))
        .hasMessage("my.urdf: link fore, which joint J2 moves, has no <inertial>");
  }

  @Test
  void shouldNotFollowEntitiesOrDocumentTypes() {
    String doc = "<!DOCTYPE robot [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    assertThatThrownBy(() -> UrdfFile.parse(doc + "<robot name=\"&e;\"/>", "my.urdf"))
        .hasMessageStartingWith("my.urdf: line 1 is not readable as XML");
  }

  @Test
  void shouldRefuseAnArmThatDoesNotMove() {
    assertThatThrownBy(() -> UrdfFile.parse("<robot name='r'><link name='a'/></robot>", "my.urdf"))
        .hasMessage("my.urdf: there is no revolute or continuous joint");
    assertThatThrownBy(() -> UrdfFile.parse("<robot name='r'/>", "my.urdf"))
        .hasMessage("my.urdf: exactly one link must be without a parent, but there are 0: []");
    assertThatThrownBy(() -> UrdfFile.parse("<sdf/>", "my.urdf"))
        .hasMessage("my.urdf: the outermost element must be <robot>, but is <sdf>");
  }
}
