package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards of the torque that is sent. */
final class TorqueGuardsTest {
  private final GuardFixture world = new GuardFixture();

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRepeatTheLastCommandAndStopWhenACommandIsNotFinite(double value) {
    world.u[1] = value;
    assertThat(world.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.STOP);
    assertThat(world.u).containsExactly(10, -10);
  }

  @Test
  void shouldLetTorquesPassThatAreJustAtTheirLimit() {
    world.uLast[0] = 50;
    world.uLast[1] = -45;
    world.u[0] = 50;
    world.u[1] = -45;
    assertThat(world.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.PASS);
    world.u[0] = -50;
    world.u[1] = 45;
    assertThat(world.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.PASS);
    assertThat(world.u).containsExactly(-50, 45);
  }

  @Test
  void shouldLetAChangePassThatIsJustAtTheRate() {
    world.u[0] = 14;
    world.u[1] = -14;
    assertThat(world.check(new GuardSpec.TorqueRate(1000))).isEqualTo(GuardVerdict.PASS);
    assertThat(world.u).containsExactly(14, -14);
  }

  @Test
  void shouldCutATorqueToTheFractionOfItsLimit() {
    world.u[0] = 51;
    world.u[1] = -46;
    assertThat(world.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(world.u).containsExactly(50, -45);
  }

  @Test
  void shouldAbortOnAnArmWhoseLastTorqueIsBeyondTheLimit() {
    world.uLast[1] = -46;
    assertThat(world.check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.ABORT);
  }

  @Test
  void shouldCutAJumpToTheRate() {
    world.u[0] = 15;
    world.u[1] = -99;
    assertThat(world.check(new GuardSpec.TorqueRate(1000))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(world.u).containsExactly(14, -14);
  }
}
