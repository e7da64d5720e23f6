package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards of the torque that is sent. */
final class TorqueGuardsTest {
  private final GuardFixture fixture = new GuardFixture();

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRepeatTheLastCommandAndStopWhenACommandIsNotFinite(double value) {
    fixture.u[1] = value;
    assertThat(fixture.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.STOP);
    assertThat(fixture.u).containsExactly(10, -10);
  }

  @Test
  void shouldLetTorquesPassThatAreJustAtTheirLimit() {
    fixture.uLast[0] = 50;
    fixture.uLast[1] = -45;
    fixture.u[0] = 50;
    fixture.u[1] = -45;
    assertThat(fixture.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.PASS);
    fixture.u[0] = -50;
    fixture.u[1] = 45;
    assertThat(fixture.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.PASS);
    assertThat(fixture.u).containsExactly(-50, 45);
  }

  @Test
  void shouldLetAChangePassThatIsJustAtTheRate() {
    fixture.u[0] = 14;
    fixture.u[1] = -14;
    assertThat(fixture.check(new GuardSpec.TorqueRate(1000))).isEqualTo(GuardVerdict.PASS);
    assertThat(fixture.u).containsExactly(14, -14);
  }

  @Test
  void shouldCutATorqueToTheFractionOfItsLimit() {
    fixture.u[0] = 51;
    fixture.u[1] = -46;
    assertThat(fixture.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(fixture.u).containsExactly(50, -45);
  }

  @Test
  void shouldAbortOnAnArmWhoseLastTorqueIsBeyondTheLimit() {
    fixture.uLast[1] = -46;
    assertThat(fixture.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.ABORT);
  }

  @Test
  void shouldCutAJumpToTheRate() {
    fixture.u[0] = 15;
    fixture.u[1] = -99;
    assertThat(fixture.check(new GuardSpec.TorqueRate(1000))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(fixture.u).containsExactly(14, -14);
  }
}
