package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.models.dynamics.ForwardKinematics;

/** The speed of the flange in T1, which a cabinet limits, and in the other modes, which it does not. */
final class FlangeSpeedTest {
  private static final double FLANGE_M = 0.045;

  private final ForwardKinematics kinematics = new ForwardKinematics(FriFixture.ARM);
  private double fastest;

  /** A1 turned by that torque for a second, and how fast the flange came to be while it was commanded. */
  private FriFixture turn(OperationMode mode, double a1Nm) {
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7").withOperationMode(mode));
    assertThat(fixture.awaitCommanding()).isTrue();
    for (int i = 0; i < 250 && fixture.link.endReason().isEmpty(); i++) {
      fixture.await();
      fastest = Math.max(fastest,
          kinematics.axisPointSpeed(fixture.state.q, fixture.state.qd, FLANGE_M));
      fixture.command.tau[0] = a1Nm;
      fixture.answer(0);
    }
    return fixture;
  }

  @Test
  void shouldStopAnArmInT1WhoseFlangeIsFasterThanAQuarterOfAMetreASecond() {
    FriFixture fixture = turn(OperationMode.T1, 8);
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.CARTESIAN_SPEED);
    assertThat(fixture.link.stops()).isEqualTo(Map.of(CabinetStop.CARTESIAN_SPEED, 1L));
    assertThat(fixture.link.objection())
        .matches("the flange's speed must be within 250 mm/s in T1, but was 2[56]\\d mm/s");
    assertThat(fixture.link.endReason()).isEqualTo(FriEnd.SAFETY_STOP.sentence());
    assertThat(fastest).as("stopped with the state that was too fast").isBetween(0.25, 0.27);
  }

  @Test
  void shouldNotStopAnArmInT1ThatIsSlower() {
    FriFixture fixture = turn(OperationMode.T1, 2);
    assertThat(fastest).isBetween(0.02, 0.24);
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.NONE);
    assertThat(fixture.link.endReason()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"T2", "AUTOMATIC"})
  void shouldNotLimitTheFlangesSpeedInOtherModes(OperationMode mode) {
    FriFixture fixture = turn(mode, 8);
    assertThat(fastest).isGreaterThan(0.4);
    assertThat(fixture.link.stop()).isEqualTo(CabinetStop.NONE);
    assertThat(fixture.link.stops()).isEmpty();
  }
}
