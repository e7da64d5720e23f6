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
    int sent = fixture.link.sent.size();
    fixture.link.next.q[1] = value;
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.link.sent).hasSize(sent);
    assertThat(fixture.last.trips).isEqualTo(1 << FINITE);
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
    fixture.model.prediction = Double.NaN;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    fixture.model.prediction = 0;
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
    int sent = fixture.link.sent.size();
    fixture.pass(1000);
    expectFault(FaultReason.GUARD);
    assertThat(fixture.link.sent).hasSize(sent);
    assertThat(fixture.tick().stoppedBy()).contains("finite");
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
    fixture.model.prediction = 6;
    fixture.pass(1);
    assertThat(fixture.link.lastSent()).containsExactly(4, 4);
    assertThat(fixture.last.trips).isEqualTo(1 << TORQUE_RATE);
    fixture.pass(1);
    assertThat(fixture.link.lastSent()).containsExactly(6, 6);
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.RUNNING);
  }

  @Test
  void shouldEndTheRunWhenTheLinkIsLost() {
    fixture.link.await = AwaitResult.LOST;
    fixture.pass(1);
    expectFault(FaultReason.LINK_LOST);
  }

  @ParameterizedTest
  @CsvSource({"FAULT, ARM_FAULT", "BRAKES_ENGAGED, ARM_TOOK_OVER"})
  void shouldEndTheRunWhenTheArmDoes(ArmMode mode, FaultReason reason) {
    int sent = fixture.link.sent.size();
    fixture.link.next.mode = mode;
    fixture.pass(1);
    expectFault(reason);
    assertThat(fixture.link.sent).as("the arm wants no answer").hasSize(sent);
  }

  @Test
  void shouldKeepTheFirstReasonOfAFault() {
    fixture.link.next.q[0] = 1.99;
    fixture.link.next.qd[0] = 0.4;
    fixture.pass(1);
    fixture.link.await = AwaitResult.LOST;
    fixture.pass(1);
    expectFault(FaultReason.GUARD);
  }

  @Test
  void shouldNeverLeaveAFinalPhase() {
    fixture.link.await = AwaitResult.LOST;
    fixture.pass(1);
    fixture.link.await = AwaitResult.FRESH;
    int sent = fixture.link.sent.size();
    fixture.pass(10);
    expectFault(FaultReason.LINK_LOST);
    assertThat(fixture.link.sent).hasSize(sent);
  }

  @Test
  void shouldCountCommandsThatTheArmRefused() {
    fixture.link.sendResult = SendResult.REFUSED;
    fixture.pass(3);
    assertThat(fixture.tick().cycle().refusedCommands()).isEqualTo(3);
  }
}
