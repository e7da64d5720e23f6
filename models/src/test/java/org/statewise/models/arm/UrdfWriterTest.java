package org.statewise.models.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrdfWriterTest {
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldWriteWhatReadingGivesBack(String name) {
    ArmModel arm = ShippedArms.load(name);

    ArmModel read = UrdfFile.parse(UrdfWriter.toUrdf(arm), "written");

    assertThat(read.name()).isEqualTo(arm.name());
    assertThat(read.jointCount()).isEqualTo(arm.jointCount());
    for (int j = 0; j < arm.jointCount(); j++) {
      JointModel was = arm.joints().get(j);
      JointModel is = read.joints().get(j);
      assertThat(is.name()).isEqualTo(was.name());
      assertThat(is.origin()).isEqualTo(was.origin());
      assertThat(is.axis()).isEqualTo(was.axis());
      assertThat(is.link()).isEqualTo(was.link());
      assertThat(is.limits()).isEqualTo(was.limits());
      assertThat(is.friction().viscousNmSPerRad()).isEqualTo(was.friction().viscousNmSPerRad());
      assertThat(is.friction().coulombNm()).isEqualTo(was.friction().coulombNm());
      assertThat(is.rotorInertiaKgM2()).isCloseTo(was.rotorInertiaKgM2(), within(ROUNDING));
      assertThat(is.drive().gearRatio()).isEqualTo(was.drive().gearRatio());
    }
  }

  @Test
  void shouldCallAJointWithoutEndsContinuous() {
    JointModel first = ShippedArms.load("iiwa7").joints().getFirst();
    JointLimits endless = new JointLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1,
        10);
    ArmModel arm = new ArmModel("turntable", new Vec3(0, 0, -9.81),
        List.of(new JointModel("turn", first.origin(), first.axis(), first.link(), 0,
            endless, first.friction(), first.gains())));

    String urdf = UrdfWriter.toUrdf(arm);

    assertThat(urdf).contains("type=\"continuous\"").doesNotContain("Infinity", "infinity");
    assertThat(UrdfFile.parse(urdf, "written").joints().getFirst().limits()).isEqualTo(endless);
  }

  @Test
  void shouldEscapeNames() {
    ArmModel arm = ShippedArms.load("iiwa7");
    ArmModel odd = new ArmModel("a\"<&b", arm.gravity(), arm.joints());

    assertThat(UrdfFile.parse(UrdfWriter.toUrdf(odd), "written").name()).isEqualTo("a\"<&b");
  }
}
