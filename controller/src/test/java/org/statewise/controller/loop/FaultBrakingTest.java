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
    world.priorTorque = 3;
    world.pass(1);
    world.model.prediction = value;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.link.lastSent()).containsExactly(3, 3);
    world.link.next.qd[0] = 0.5;
    world.pass(5);
    assertThat(world.link.sent).allMatch(u -> Arrays.stream(u).allMatch(Double::isFinite));
    assertThat(world.tick().cycle().trips(FINITE)).isEqualTo(1);
  }

  @Test
  void shouldBrakeToRestAndThenFaultWhenAJointComesTooNearItsEnd() {
    world.holdTorque = 2;
    world.link.creep = 1e-6;
    world.link.next.q[0] = 1.99;
    world.link.next.qd[0] = 0.4;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.last.trips).matches(trips -> (trips & 1 << JOINT_RANGE) != 0);
    world.pass(20);
    // u = uHold - kd qd, whatever is desired
    assertThat(world.link.lastSent()[0]).isCloseTo(2 - LoopFixture.KD * 0.4, within(1e-12));
    assertThat(world.link.lastSent()[1]).isCloseTo(2, within(1e-12));
    world.link.next.qd[0] = 0.009;
    int sent = world.link.sent.size();
    world.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(world.link.sent).hasSize(sent);
  }

  @Test
  void shouldNotBrakeForLongerThanASecond() {
    world.link.next.q[0] = 1.99;
    long ticks = 0;
    for (double qd = 1.5; !world.tick().phase().isFinal() && ticks < 1000; qd *= 0.985) {
      world.link.creep = 1e-6;
      world.link.next.qd[0] = qd;
      world.pass(1);
      ticks++;
    }
    assertThat(ticks).isEqualTo(252);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldThatDampingDoesNotSlowDown() {
    world.link.creep = 1e-6;
    world.link.next.q[0] = 1.99;
    world.link.next.qd[0] = 0.4;
    assertThat(world.passToTheEnd(1000)).isEqualTo(1 + 1 + 30);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldThatGetsFasterWhileItIsBraked() {
    world.link.creep = 1e-6;
    world.link.next.q[0] = 1.99;
    world.link.next.qd[0] = 0.4;
    assertThat(world.pass(2)).isEqualTo(LoopPhase.BRAKING);
    world.link.next.qd[0] = 0.89;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    world.link.next.qd[0] = -0.91;
    int sent = world.link.sent.size();
    world.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(world.link.sent).hasSize(sent);
  }

  @Test
  void shouldLeaveAnArmToItsOwnHoldWhoseSensorsStandStill() {
    world.link.next.qd[0] = 0.4;
    assertThat(world.pass(11)).isEqualTo(LoopPhase.RUNNING);
    world.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(world.tick().stoppedBy()).contains("plausibility");
  }

  @Test
  void shouldBrakeAfterALongGap() {
    world.link.stride = 21;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.RUNNING);
    world.link.stride = 22;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.tick().stoppedBy()).contains("missed-states");
  }

  @Test
  void shouldBrakeOnALinkThatLosesTooMuchForASecond() {
    // Two of three are lost: 0.6 of 250 is passed when 151 of about 226 are.
    world.link.stride = 3;
    assertThat(world.pass(75)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.tick().cycle().lossFraction()).isEqualTo(0.6);
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.tick().stoppedBy()).contains("link-quality");
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
