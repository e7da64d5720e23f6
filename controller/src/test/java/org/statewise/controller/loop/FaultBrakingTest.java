package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loop brakes for, and when it leaves the arm to its own hold. */
final class FaultBrakingTest extends FaultFixture {
  private static final int JOINT_RANGE = guard("joint-range");

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRepeatTheLastTorqueAndBrakeWhenThePredictionIsNotFinite(double value) {
    fixture.priorTorque = 3;
    fixture.pass(1);
    fixture.model.prediction = value;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.link.lastSent()).containsExactly(3, 3);
    fixture.link.next.qd[0] = 0.5;
    fixture.pass(5);
    assertThat(fixture.link.sent).allMatch(u -> Arrays.stream(u).allMatch(Double::isFinite));
    assertThat(fixture.tick().cycle().trips(FINITE)).isEqualTo(1);
  }

  @Test
  void shouldBrakeToRestAndThenFaultWhenAJointComesTooNearItsEnd() {
    fixture.holdTorque = 2;
    fixture.link.creep = 1e-6;
    fixture.link.next.q[0] = 1.99;
    fixture.link.next.qd[0] = 0.4;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.last.trips).matches(trips -> (trips & 1 << JOINT_RANGE) != 0);
    fixture.pass(20);
    // u = uHold - kd qd, whatever is desired
    assertThat(fixture.link.lastSent()[0]).isCloseTo(2 - LoopFixture.KD * 0.4, within(1e-12));
    assertThat(fixture.link.lastSent()[1]).isCloseTo(2, within(1e-12));
    fixture.link.next.qd[0] = 0.009;
    int sent = fixture.link.sent.size();
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.link.sent).hasSize(sent);
  }

  @Test
  void shouldNotBrakeForLongerThanASecond() {
    fixture.link.next.q[0] = 1.99;
    long ticks = 0;
    for (double qd = 1.5; !fixture.tick().phase().isFinal() && ticks < 1000; qd *= 0.985) {
      fixture.link.creep = 1e-6;
      fixture.link.next.qd[0] = qd;
      fixture.pass(1);
      ticks++;
    }
    assertThat(ticks).isEqualTo(252);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldThatDampingDoesNotSlowDown() {
    fixture.link.creep = 1e-6;
    fixture.link.next.q[0] = 1.99;
    fixture.link.next.qd[0] = 0.4;
    assertThat(fixture.passToTheEnd(1000)).isEqualTo(1 + 1 + 30);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldThatGetsFasterWhileItIsBraked() {
    fixture.link.creep = 1e-6;
    fixture.link.next.q[0] = 1.99;
    fixture.link.next.qd[0] = 0.4;
    assertThat(fixture.pass(2)).isEqualTo(LoopPhase.BRAKING);
    fixture.link.next.qd[0] = 0.89;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    fixture.link.next.qd[0] = -0.91;
    int sent = fixture.link.sent.size();
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.link.sent).hasSize(sent);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldWhoseSensorsStandStill() {
    fixture.link.next.qd[0] = 0.4;
    assertThat(fixture.pass(11)).isEqualTo(LoopPhase.RUNNING);
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.tick().stoppedBy()).contains("plausibility");
  }

  @Test
  void shouldBrakeAfterALongGap() {
    fixture.link.stride = 21;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.RUNNING);
    fixture.link.stride = 22;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.tick().stoppedBy()).contains("missed-states");
  }

  @Test
  void shouldBrakeOnALinkThatLosesTooMuchForASecond() {
    // Two of three are lost: 0.6 of 250 is passed when 151 of about 226 are.
    fixture.link.stride = 3;
    assertThat(fixture.pass(75)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.tick().cycle().lossFraction()).isEqualTo(0.6);
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.tick().stoppedBy()).contains("link-quality");
  }

  @Test
  void shouldBrakeWhenTheArmIsFarFromItsSetPointOnceItFollows() {
    LoopFixture held = new LoopFixture();
    held.qDes = 0.6;
    assertThat(held.pass(LoopFixture.ENGAGE_TICKS)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(held.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(held.tick().stoppedBy()).contains("tracking-error");
  }
}
