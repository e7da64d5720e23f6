package org.statewise.controller.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards of the state and of the set-point. */
final class GuardsTest {
  private final GuardFixture fixture = new GuardFixture();

  @Test
  void shouldLetAHarmlessTickPassUnchanged() {
    for (GuardSpec spec : GuardSpec.chain(GuardFixture.LIMITS)) {
      assertThat(fixture.check(spec)).as(spec.name()).isEqualTo(GuardVerdict.PASS);
    }
    assertThat(fixture.u).containsExactly(11, -11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldAbortOnAStateThatIsNotFinite(double value) {
    fixture.state.q[1] = value;
    assertThat(fixture.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABORT);
    fixture.state.q[1] = 0;
    fixture.state.qd[0] = value;
    assertThat(fixture.check(new GuardSpec.Finite())).isEqualTo(GuardVerdict.ABORT);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "20000000, PASS", "20000001, SKIP",
    "100000000, SKIP", "100000001, ABORT", "-5, PASS"})
  void shouldNotAnswerAnOldStateAndEndInALongSilence(long ageNs, GuardVerdict verdict) {
    fixture.context.nowNs = fixture.state.receivedNs + ageNs;
    assertThat(fixture.check(new GuardSpec.Freshness(20, 100))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, PASS", "12000000, 8000000, PASS", "12000000, 8000001, SKIP",
    "0, 300000000, SKIP", "-5, 0, PASS"})
  void shouldNotAnswerAStateThatWasSampledTooManyPeriodsAgo(long sinceArrivalNs, long onArrivalNs,
      GuardVerdict verdict) {
    fixture.context.nowNs = fixture.state.receivedNs + sinceArrivalNs;
    fixture.state.ageOnArrivalNs = onArrivalNs;
    assertThat(fixture.check(new GuardSpec.StateAge(5, 100))).isEqualTo(verdict);
  }

  @Test
  void shouldEndWhenOnlyStatesHaveComeForLongThatWereSampledTooLongAgo() {
    Guard guard = new GuardSpec.StateAge(5, 100).build(fixture.arm);
    fixture.state.ageOnArrivalNs = 300_000_000;
    for (int k = 0; k <= 25; k++) {
      assertThat(guard.check(fixture.context)).as("state %d", k).isEqualTo(GuardVerdict.SKIP);
      pass(4_000_000);
    }
    assertThat(guard.check(fixture.context)).isEqualTo(GuardVerdict.ABORT);
    fixture.state.ageOnArrivalNs = 0;
    assertThat(guard.check(fixture.context)).isEqualTo(GuardVerdict.PASS);
    fixture.state.ageOnArrivalNs = 300_000_000;
    pass(100_000_000);
    assertThat(guard.check(fixture.context)).as("a young one begins anew")
        .isEqualTo(GuardVerdict.SKIP);
  }

  private void pass(long ns) {
    fixture.context.nowNs += ns;
    fixture.state.receivedNs += ns;
  }

  @ParameterizedTest
  @CsvSource({"1.98, PASS", "1.9801, STOP", "-1.98, PASS", "-1.9801, STOP", "NaN, STOP"})
  void shouldStopAJointThatComesTooNearTheEndOfItsRange(double q, GuardVerdict verdict) {
    fixture.state.q[1] = q;
    assertThat(fixture.check(new GuardSpec.JointRange(0.02, 0, 10))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.8, 1, PASS", "1.88, 1, STOP", "1.88, -1, PASS", "-1.88, -1, STOP",
    "-1.88, 1, PASS", "1.8, 1.5, STOP", "0, Infinity, STOP", "0, NaN, STOP", "0, 1e200, STOP"})
  void shouldStopAJointThatCouldNotBeBrakedInsideItsRange(double q, double qd,
      GuardVerdict verdict) {
    // 1 rad/s: 60 ms of reaction and 50 mrad of braking.
    fixture.state.q[1] = q;
    fixture.state.qd[1] = qd;
    assertThat(fixture.check(new GuardSpec.JointRange(0.02, 60, 10))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.8, PASS", "1.8001, STOP", "-1.8, PASS", "-1.8001, STOP", "NaN, STOP"})
  void shouldStopAJointThatIsTooFast(double qd, GuardVerdict verdict) {
    fixture.state.qd[0] = qd;
    assertThat(fixture.check(new GuardSpec.Velocity(0.9))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.5, true, PASS", "0.5001, true, STOP", "-0.5001, true, STOP", "NaN, true, STOP",
    "3, false, PASS"})
  void shouldStopAnArmThatIsFarFromWhereItShouldBe(double qDes, boolean follows,
      GuardVerdict verdict) {
    fixture.qDes[1] = qDes;
    fixture.context.follows = follows;
    assertThat(fixture.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.2, true, PASS", "0.2001, true, STOP", "-0.2001, true, STOP", "NaN, true, STOP",
    "3, false, PASS"})
  void shouldStopAnArmThatIsPushedFromWhereItHolds(double qDes, boolean follows,
      GuardVerdict verdict) {
    fixture.qDes[1] = qDes;
    fixture.context.follows = follows;
    fixture.context.holds = true;
    assertThat(fixture.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(verdict);
  }

  @Test
  void shouldMeasureHowFarTheArmIsFromItsSetPoint() {
    fixture.context.follows = true;
    fixture.state.q[1] = 1.5;
    fixture.qDes[1] = 1.6;
    assertThat(fixture.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(GuardVerdict.PASS);
    fixture.qDes[1] = -0.3;
    fixture.state.q[1] = 0.3;
    assertThat(fixture.check(new GuardSpec.Tracking(0.5, 0.2))).isEqualTo(GuardVerdict.STOP);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "5, PASS", "6, STOP", "9223372036854775807, STOP"})
  void shouldStopAfterALongGapOfStates(long missed, GuardVerdict verdict) {
    fixture.context.missedInARow = missed;
    assertThat(fixture.check(new GuardSpec.MissedStates(5))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0, PASS", "0.6, PASS", "0.604, STOP", "1, STOP", "NaN, STOP"})
  void shouldStopOnALinkThatLosesTooMuch(double loss, GuardVerdict verdict) {
    fixture.context.lossFraction = loss;
    assertThat(fixture.check(new GuardSpec.LinkQuality(0.6))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.016, PASS", "1, 0.0161, STOP", "3, 0.048, PASS", "3, 0.0481, STOP",
    "0, 1, PASS"})
  void shouldStopAJointThatSeemsToJump(long states, double way, GuardVerdict verdict) {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(fixture.arm);
    guard.check(fixture.context);
    fixture.state.sequence += states;
    fixture.state.armTimeNs += states * 4_000_000;
    fixture.state.q[0] += way;
    assertThat(guard.check(fixture.context)).isEqualTo(verdict);
  }

  @Test
  void shouldMeasureAJumpFromTheStateBefore() {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(fixture.arm);
    for (int k = 0; k < 200; k++) {
      fixture.state.sequence++;
      fixture.state.armTimeNs += 4_000_000;
      fixture.state.q[1] += 0.008;
      assertThat(guard.check(fixture.context)).as("state %d", k).isEqualTo(GuardVerdict.PASS);
    }
    fixture.state.sequence++;
    fixture.state.armTimeNs += 4_000_000;
    fixture.state.q[1] = 0;
    assertThat(guard.check(fixture.context)).isEqualTo(GuardVerdict.STOP);
  }

  @ParameterizedTest
  @CsvSource({"4000000, PASS", "24000000, PASS", "24000001, STOP", "-16000001, STOP"})
  void shouldStopAnArmWhoseClockJumps(long stepNs, GuardVerdict verdict) {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(fixture.arm);
    guard.check(fixture.context);
    fixture.state.sequence++;
    fixture.state.armTimeNs += stepNs;
    assertThat(guard.check(fixture.context)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.04, PASS", "0.05, PASS", "0.06, ABORT", "-0.06, ABORT"})
  void shouldAbortOnAnArmThatMovesButMeasuresTheSameAgainAndAgain(double qd, GuardVerdict last) {
    fixture.state.qd[1] = qd;
    Guard guard = new GuardSpec.Plausibility(2, 10).build(fixture.arm);
    for (int i = 0; i <= 10; i++) {
      fixture.state.sequence++;
      fixture.state.armTimeNs += 4_000_000;
      assertThat(guard.check(fixture.context)).isEqualTo(GuardVerdict.PASS);
    }
    fixture.state.sequence++;
    fixture.state.armTimeNs += 4_000_000;
    assertThat(guard.check(fixture.context)).isEqualTo(last);
    fixture.state.sequence++;
    fixture.state.armTimeNs += 4_000_000;
    fixture.state.q[0] += 1e-9;
    assertThat(guard.check(fixture.context)).isEqualTo(GuardVerdict.PASS);
  }

  @Test
  void shouldTakeAVelocityThatChangesForAMeasurementThatLives() {
    Guard guard = new GuardSpec.Plausibility(2, 10).build(fixture.arm);
    for (int k = 0; k < 40; k++) {
      fixture.state.sequence++;
      fixture.state.armTimeNs += 4_000_000;
      fixture.state.qd[1] = k % 2 == 0 ? 0.06 : 0.07;
      assertThat(guard.check(fixture.context)).as("state %d", k).isEqualTo(GuardVerdict.PASS);
    }
  }
}
