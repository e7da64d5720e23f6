package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards of the state and of the set-point. */
final class GuardsTest {
  private final GuardFixture world = new GuardFixture();

  @Test
  void shouldLetAHarmlessTickPassUnchanged() {
    for (GuardSpec spec : GuardSpec.chain(GuardFixture.LIMITS)) {
      assertThat(world.check(spec)).as(spec.name()).isEqualTo(GuardVerdict.PASS);
    }
    assertThat(world.u).containsExactly(11, -11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldAbortOnAStateThatIsNotFinite(double value) {
    world.state.q[1] = value;
    assertThat(world.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABORT);
    world.state.q[1] = 0;
    world.state.qd[0] = value;
    assertThat(world.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABORT);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "20000000, PASS", "20000001, SKIP",
    "100000000, SKIP", "100000001, ABORT", "-5, PASS"})
  void shouldNotAnswerAnOldStateAndEndInALongSilence(long ageNs, GuardVerdict verdict) {
    world.context.nowNs = world.state.receivedNs + ageNs;
    assertThat(world.check(new GuardSpec.Freshness(20, 100))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, PASS", "12000000, 8000000, PASS", "12000000, 8000001, SKIP",
    "0, 300000000, SKIP", "-5, 0, PASS"})
  void shouldNotAnswerAStateThatWasSampledTooManyPeriodsAgo(long sinceArrivalNs, long onArrivalNs,
      GuardVerdict verdict) {
    world.context.nowNs = world.state.receivedNs + sinceArrivalNs;
    world.state.ageOnArrivalNs = onArrivalNs;
    assertThat(world.check(new GuardSpec.StateAge(5, 100))).isEqualTo(verdict);
  }

  @Test
  void shouldEndWhenOnlyStatesHaveComeForLongThatWereSampledTooLongAgo() {
    Guard guard = new GuardSpec.StateAge(5, 100).build(world.arm);
    world.state.ageOnArrivalNs = 300_000_000;
    for (int k = 0; k <= 25; k++) {
      assertThat(guard.check(world.context)).as("state %d", k).isEqualTo(GuardVerdict.SKIP);
      pass(4_000_000);
    }
    assertThat(guard.check(world.context)).isEqualTo(GuardVerdict.ABORT);
    world.state.ageOnArrivalNs = 0;
    assertThat(guard.check(world.context)).isEqualTo(GuardVerdict.PASS);
    world.state.ageOnArrivalNs = 300_000_000;
    pass(100_000_000);
    assertThat(guard.check(world.context)).as("a young one begins anew")
        .isEqualTo(GuardVerdict.SKIP);
  }

  private void pass(long ns) {
    world.context.nowNs += ns;
    world.state.receivedNs += ns;
  }

  @ParameterizedTest
  @CsvSource({"1.98, PASS", "1.9801, STOP", "-1.98, PASS", "-1.9801, STOP", "NaN, STOP"})
  void shouldStopAJointThatComesTooNearTheEndOfItsRange(double q, GuardVerdict verdict) {
    world.state.q[1] = q;
    assertThat(world.check(new GuardSpec.JointRange(0.02, 0, 10))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.8, 1, PASS", "1.88, 1, STOP", "1.88, -1, PASS", "-1.88, -1, STOP",
    "-1.88, 1, PASS", "1.8, 1.5, STOP", "0, Infinity, STOP", "0, NaN, STOP", "0, 1e200, STOP"})
  void shouldStopAJointThatCouldNotBeBrakedInsideItsRange(double q, double qd,
      GuardVerdict verdict) {
    // 1 rad/s: 60 ms of reaction and 50 mrad of braking.
    world.state.q[1] = q;
    world.state.qd[1] = qd;
    assertThat(world.check(new GuardSpec.JointRange(0.02, 60, 10))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.8, PASS", "1.8001, STOP", "-1.8, PASS", "-1.8001, STOP", "NaN, STOP"})
  void shouldStopAJointThatIsTooFast(double qd, GuardVerdict verdict) {
    world.state.qd[0] = qd;
    assertThat(world.check(new GuardSpec.Velocity(0.9))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.5, true, PASS", "0.5001, true, STOP", "-0.5001, true, STOP", "NaN, true, STOP",
    "3, false, PASS"})
  void shouldStopAnArmThatIsFarFromWhereItShouldBe(double qDes, boolean follows,
      GuardVerdict verdict) {
    world.qDes[1] = qDes;
    world.context.follows = follows;
    assertThat(world.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.2, true, PASS", "0.2001, true, STOP", "-0.2001, true, STOP", "NaN, true, STOP",
    "3, false, PASS"})
  void shouldStopAnArmThatIsPushedFromWhereItHolds(double qDes, boolean follows,
      GuardVerdict verdict) {
    world.qDes[1] = qDes;
    world.context.follows = follows;
    world.context.holds = true;
    assertThat(world.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(verdict);
  }

  @Test
  void shouldMeasureHowFarTheArmIsFromItsSetPoint() {
    world.context.follows = true;
    world.state.q[1] = 1.5;
    world.qDes[1] = 1.6;
    assertThat(world.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(GuardVerdict.PASS);
    world.qDes[1] = -0.3;
    world.state.q[1] = 0.3;
    assertThat(world.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(GuardVerdict.STOP);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "5, PASS", "6, STOP", "9223372036854775807, STOP"})
  void shouldStopAfterALongGapOfStates(long missed, GuardVerdict verdict) {
    world.context.missedInARow = missed;
    assertThat(world.check(new GuardSpec.MissedStates(5))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "0.6, PASS", "0.604, STOP", "1, STOP", "NaN, STOP"})
  void shouldStopOnALinkThatLosesTooMuch(double loss, GuardVerdict verdict) {
    world.context.lossFraction = loss;
    assertThat(world.check(new GuardSpec.LinkQuality(0.6))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.016, PASS", "1, 0.0161, STOP", "3, 0.048, PASS", "3, 0.0481, STOP",
    "0, 1, PASS"})
  void shouldStopAJointThatSeemsToJump(long states, double way, GuardVerdict verdict) {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(world.arm);
    guard.check(world.context);
    world.state.sequence += states;
    world.state.armTimeNs += states * 4_000_000;
    world.state.q[0] += way;
    assertThat(guard.check(world.context)).isEqualTo(verdict);
  }

  @Test
  void shouldMeasureAJumpFromTheStateBefore() {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(world.arm);
    for (int k = 0; k < 200; k++) {
      world.state.sequence++;
      world.state.armTimeNs += 4_000_000;
      world.state.q[1] += 0.008;
      assertThat(guard.check(world.context)).as("state %d", k).isEqualTo(GuardVerdict.PASS);
    }
    world.state.sequence++;
    world.state.armTimeNs += 4_000_000;
    world.state.q[1] = 0;
    assertThat(guard.check(world.context)).isEqualTo(GuardVerdict.STOP);
  }

  @ParameterizedTest
  @CsvSource({"4000000, PASS", "24000000, PASS", "24000001, STOP", "-16000001, STOP"})
  void shouldStopAnArmWhoseClockJumps(long stepNs, GuardVerdict verdict) {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(world.arm);
    guard.check(world.context);
    world.state.sequence++;
    world.state.armTimeNs += stepNs;
    assertThat(guard.check(world.context)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.04, PASS", "0.05, PASS", "0.06, ABORT", "-0.06, ABORT"})
  void shouldAbortOnAnArmThatMovesButMeasuresTheSameAgainAndAgain(double qd, GuardVerdict last) {
    world.state.qd[1] = qd;
    Guard guard = new GuardSpec.Plausibility(2, 10).build(world.arm);
    for (int i = 0; i <= 10; i++) {
      world.state.sequence++;
      world.state.armTimeNs += 4_000_000;
      assertThat(guard.check(world.context)).isEqualTo(GuardVerdict.PASS);
    }
    world.state.sequence++;
    world.state.armTimeNs += 4_000_000;
    assertThat(guard.check(world.context)).isEqualTo(last);
    world.state.sequence++;
    world.state.armTimeNs += 4_000_000;
    world.state.q[0] += 1e-9;
    assertThat(guard.check(world.context)).isEqualTo(GuardVerdict.PASS);
  }

  @Test
  void shouldTakeAVelocityThatChangesForAMeasurementThatLives() {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(world.arm);
    for (int k = 0; k < 40; k++) {
      world.state.sequence++;
      world.state.armTimeNs += 4_000_000;
      world.state.qd[1] = k % 2 == 0 ? 0.06 : 0.07;
      assertThat(guard.check(world.context)).as("state %d", k).isEqualTo(GuardVerdict.PASS);
    }
  }
}
