package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard by itself. */
final class GuardsTest {
  private final GuardWorld world = new GuardWorld();

  private GuardVerdict check(GuardSpec spec) {
    return spec.build(world.arm).check(world.context);
  }

  @Test
  void shouldLetAHarmlessTickPassUnchanged() {
    for (GuardSpec spec : GuardSpec.chain(GuardWorld.LIMITS)) {
      assertThat(check(spec)).as(spec.name()).isEqualTo(GuardVerdict.PASS);
    }
    assertThat(world.u).containsExactly(11, -11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldAbandonAStateThatIsNotFinite(double value) {
    world.state.q[1] = value;
    assertThat(check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABANDON);
    world.state.q[1] = 0;
    world.state.qd[0] = value;
    assertThat(check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABANDON);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRepeatTheLastCommandAndStopWhenACommandIsNotFinite(double value) {
    world.u[1] = value;
    assertThat(check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.STOP);
    assertThat(world.u).containsExactly(10, -10);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "20000000, PASS", "20000001, WITHHOLD",
    "100000000, WITHHOLD", "100000001, ABANDON", "-5, PASS"})
  void shouldNotAnswerAnOldStateAndEndInALongSilence(long ageNs, GuardVerdict verdict) {
    world.context.nowNs = world.state.receivedNs + ageNs;
    assertThat(check(new GuardSpec.Freshness(20, 100))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.98, PASS", "1.9801, STOP", "-1.98, PASS", "-1.9801, STOP", "NaN, STOP"})
  void shouldStopAJointThatComesTooNearTheEndOfItsRange(double q, GuardVerdict verdict) {
    world.state.q[1] = q;
    assertThat(check(new GuardSpec.JointRange(0.02))).isEqualTo(verdict);
  }

  @Test
  void shouldCutATorqueToTheFractionOfItsLimit() {
    world.u[0] = 51;
    world.u[1] = -46;
    assertThat(check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(world.u).containsExactly(50, -45);
  }

  @Test
  void shouldAbandonAnArmWhoseLastTorqueIsBeyondTheLimit() {
    world.uLast[1] = -46;
    assertThat(check(new GuardSpec.Torque(0.5))).isEqualTo(GuardVerdict.ABANDON);
  }

  @Test
  void shouldCutAJumpToTheRate() {
    world.u[0] = 15;
    world.u[1] = -99;
    assertThat(check(new GuardSpec.TorqueRate(1000))).isEqualTo(GuardVerdict.LIMITED);
    assertThat(world.u).containsExactly(14, -14);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0|0.02|1|1000|safety.oldestStateMillis must be positive and finite, but is 0.0",
    "20|-1|1|1000|safety.rangeMarginRad must not be negative, but is -1.0",
    "20|0.02|1.5|1000|safety.torqueFraction must be at most 1, but is 1.5",
    "20|0.02|NaN|1000|safety.torqueFraction must be positive and finite, but is NaN",
    "20|0.02|1|Infinity|safety.torqueRateNmPerS must be positive and finite, but is Infinity"})
  void shouldRefuseLimitsThatLimitNothing(double millis, double margin, double fraction,
      double rate, String sentence) {
    assertThatThrownBy(() -> new SafetyLimits(millis, 100, margin, fraction, rate))
        .isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }
}
