package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.safety.SafetyLimits;

/** What ends a run at once, and that it stays ended. */
final class FaultsTest extends FaultFixture {
  private static final int TORQUE = guard("torque");

  private static final int TORQUE_RATE = guard("torque-rate");

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void shouldEndTheRunAtOnceAndSendNothingOnAStateThatIsNotFinite(double value) {
    int sent = world.link.sent.size();
    world.link.next.q[1] = value;
    world.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(world.link.sent).hasSize(sent);
    assertThat(world.last.trips).isEqualTo(1 << FINITE);
  }

  @Test
  void shouldNeverEngageOnAStateThatIsNotFinite() {
    LoopFixture fresh = new LoopFixture();
    fresh.link.next.qd[0] = Double.NaN;
    assertThat(fresh.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(fresh.link.sent).isEmpty();
  }

  @Test
  void shouldNeverResumeAfterAStop() {
    world.model.prediction = Double.NaN;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    world.model.prediction = 0;
    world.pass(1);
    expectFault(FaultReason.GUARD);
    int sent = world.link.sent.size();
    world.pass(1000);
    expectFault(FaultReason.GUARD);
    assertThat(world.link.sent).hasSize(sent);
    assertThat(world.tick().stoppedBy()).contains("finite");
  }

  @Test
  void shouldCutWhatIsSentToTheTorqueLimit() {
    LoopFixture weak = new LoopFixture();
    weak.limits = SafetyLimits.DEFAULT.withTorqueFraction(0.1);
    weak.engaged();
    weak.priorTorque = -40;
    assertThat(weak.pass(50)).isEqualTo(LoopPhase.RUNNING);
    assertThat(weak.link.lastSent()).containsExactly(-10, -9);
    assertThat(weak.tick().cycle().trips(TORQUE)).isEqualTo(50);
  }

  @Test
  void shouldCutAJumpToTheTorqueRate() {
    world.model.prediction = 6;
    world.pass(1);
    assertThat(world.link.lastSent()).containsExactly(4, 4);
    assertThat(world.last.trips).isEqualTo(1 << TORQUE_RATE);
    world.pass(1);
    assertThat(world.link.lastSent()).containsExactly(6, 6);
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.RUNNING);
  }

  @Test
  void shouldEndTheRunWhenTheLinkIsLost() {
    world.link.await = AwaitResult.LOST;
    world.pass(1);
    expectFault(FaultReason.LINK_LOST);
  }

  @ParameterizedTest
  @CsvSource({"FAULT, ARM_FAULT", "BRAKES_ENGAGED, ARM_TOOK_OVER"})
  void shouldEndTheRunWhenTheArmDoes(ArmMode mode, FaultReason reason) {
    int sent = world.link.sent.size();
    world.link.next.mode = mode;
    world.pass(1);
    expectFault(reason);
    assertThat(world.link.sent).as("the arm wants no answer").hasSize(sent);
  }

  @Test
  void shouldKeepTheFirstReasonOfAFault() {
    world.link.next.q[0] = 1.99;
    world.link.next.qd[0] = 0.4;
    world.pass(1);
    world.link.await = AwaitResult.LOST;
    world.pass(1);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldNeverLeaveAFinalPhase() {
    world.link.await = AwaitResult.LOST;
    world.pass(1);
    world.link.await = AwaitResult.FRESH;
    int sent = world.link.sent.size();
    world.pass(10);
    expectFault(FaultReason.LINK_LOST);
    assertThat(world.link.sent).hasSize(sent);
  }

  @Test
  void shouldCountCommandsThatTheArmRefused() {
    world.link.sendResult = SendResult.REFUSED;
    world.pass(3);
    assertThat(world.tick().cycle().refusedCommands()).isEqualTo(3);
  }
}
