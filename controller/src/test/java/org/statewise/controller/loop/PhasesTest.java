package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;

/** A whole tick through its phases, from the first state to rest. */
final class PhasesTest {
  private final LoopFixture fixture = new LoopFixture();

  @Test
  void shouldSendZeroFirstToAnArmThatCompensatesGravity() {
    fixture.qDes = 0.3;
    fixture.priorTorque = 20;
    fixture.model.prediction = -3;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(fixture.link.lastSent()).containsExactly(0, 0);
  }

  @Test
  void shouldFadeTheOutputInWithoutASteepStep() {
    fixture.qDes = 0.3;
    fixture.priorTorque = 20;
    fixture.engaged();
    double whole = 20 + LoopFixture.KP * 0.3;
    double steepest = whole / LoopFixture.ENGAGE_TICKS;
    List<double[]> sent = fixture.link.sent;
    for (int i = 1; i < sent.size(); i++) {
      assertThat(Math.abs(sent.get(i)[0] - sent.get(i - 1)[0])).isLessThanOrEqualTo(
          steepest + 1e-9);
    }
    assertThat(fixture.link.lastSent()[0]).isCloseTo(whole, within(1e-9));
  }

  @Test
  void shouldStartFromTheTorqueThatHoldsAnArmWithoutCompensation() {
    fixture.holdTorque = 30;
    fixture.priorTorque = 30;
    fixture.pass(1);
    assertThat(fixture.link.lastSent()).containsExactly(30, 30);
    assertThat(fixture.last.trips).isZero();
    fixture.pass(10);
    assertThat(fixture.link.lastSent()).containsExactly(30, 30);
  }

  @Test
  void shouldNotEngageAnArmTooHeavyForTheTorqueLimit() {
    fixture.holdTorque = 95;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.link.sent).isEmpty();
  }

  @Test
  void shouldRunTheTaskFromItsBeginningOnceEngaged() {
    fixture.speed = 0.1;
    fixture.pass(LoopFixture.ENGAGE_TICKS);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.ENGAGING);
    assertThat(fixture.last.qDes[0]).isZero();
    fixture.pass(1);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.last.qDes[0]).isZero();
    fixture.pass(10);
    assertThat(fixture.last.qDes[0]).isCloseTo(0.1 * 0.04, within(1e-12));
    assertThat(fixture.last.motion).isEqualTo(3);
  }

  @Test
  void shouldAddPriorModelAndFeedback() {
    fixture.engaged();
    fixture.qDes = 0.01;
    fixture.link.next.qd[0] = 0.02;
    fixture.priorTorque = 2;
    fixture.model.prediction = 0.25;
    fixture.pass(1);
    double feedback = LoopFixture.KP * 0.01 - LoopFixture.KD * 0.02;
    assertThat(fixture.last.uFb[0]).isCloseTo(feedback, within(1e-12));
    assertThat(fixture.last.u[0]).isCloseTo(2.25 + feedback, within(1e-12));
    assertThat(fixture.link.lastSent()).containsExactly(fixture.last.u);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 126, 200})
  void shouldBringTheSetpointToRestWithinTheDecelerationAndStop(long ticksBefore) {
    fixture.speed = 1;
    fixture.pass(ticksBefore);
    fixture.stopRequested = true;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.STOPPING);
    assertThat(fixture.last.stopRequested).isTrue();
    double before = fixture.last.qdDes[0];
    List<Double> speeds = new ArrayList<>();
    while (!fixture.tick().phase().isFinal()) {
      fixture.pass(1);
      speeds.add(fixture.last.qdDes[0]);
      assertThat(speeds).hasSizeLessThan(1000);
      assertThat(Math.abs(fixture.last.qddDes[0])).isLessThanOrEqualTo(4 + 1e-9);
      assertThat(Math.abs(before - fixture.last.qdDes[0]) / 0.004).isLessThanOrEqualTo(4 + 1e-9);
      before = fixture.last.qdDes[0];
    }
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.STOPPED);
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.NONE);
    assertThat(speeds.getLast()).isZero();
    // 1.5 / 4 s to stop, seen at rest in the tick after, and 0.2 s to settle
    assertThat(speeds).hasSize(143);
  }

  @Test
  void shouldStopWhenTheTaskEnds() {
    fixture.engaged();
    fixture.finished = true;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.STOPPING);
    fixture.passToTheEnd(1000);
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 300})
  void shouldStopWhenItsTimeIsUp(long ticks) {
    fixture.durationNs = ticks * fixture.arm.periodNs();
    fixture.pass(ticks);
    assertThat(fixture.last.phase).isIn(LoopPhase.ENGAGING, LoopPhase.RUNNING);
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.STOPPING);
  }

  @Test
  void shouldLetTheGripperGoAlongWithTheSetpoint() {
    fixture.gripper = true;
    fixture.engaged();
    assertThat(fixture.link.lastGripper).isTrue();
    assertThat(fixture.last.gripperClosed).isTrue();
  }

  @Test
  void shouldLearnOnlyWhileTheTaskRuns() {
    fixture.pass(LoopFixture.ENGAGE_TICKS);
    assertThat(fixture.model.learned).isZero();
    fixture.pass(2);
    assertThat(fixture.model.learned).as("a sample needs three states").isZero();
    fixture.pass(10);
    assertThat(fixture.model.learned).isEqualTo(10);
    assertThat(fixture.last.learned).isTrue();
    assertThat(fixture.last.loss).isEqualTo(10);
    fixture.stopRequested = true;
    fixture.passToTheEnd(1000);
    assertThat(fixture.model.learned).isEqualTo(10);
    assertThat(fixture.last.learned).isFalse();
  }

  @Test
  void shouldStartSamplesOverAfterATickWithoutAState() {
    fixture.engaged();
    fixture.pass(10);
    int before = fixture.model.learned;
    fixture.link.await = AwaitResult.LATE;
    fixture.pass(1);
    fixture.link.await = AwaitResult.FRESH;
    fixture.pass(2);
    assertThat(fixture.model.learned).isEqualTo(before);
    fixture.pass(1);
    assertThat(fixture.model.learned).isEqualTo(before + 1);
  }

  @Test
  void shouldWaitForTheFirstStateAndSendNothing() {
    fixture.link.await = AwaitResult.LATE;
    assertThat(fixture.pass(400)).isEqualTo(LoopPhase.WAITING);
    assertThat(fixture.link.sent).isEmpty();
    assertThat(fixture.last.trips).isZero();
  }

  @Test
  void shouldGiveUpOnAnArmThatNeverSpeaks() {
    fixture.link.await = AwaitResult.LATE;
    // Waits of 10 ms, for 5 s after the first.
    assertThat(fixture.passToTheEnd(1000)).isEqualTo(502);
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().faultReason()).isEqualTo(FaultReason.NO_STATE);
  }

  @Test
  void shouldTakeOverAnArmThatHoldsItself() {
    fixture.link.next.mode = ArmMode.BRAKES_ENGAGED;
    fixture.pass(1);
    fixture.link.next.mode = ArmMode.COMMANDED;
    assertThat(fixture.pass(10)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(fixture.link.sent).hasSize(11);
  }

  @Test
  void shouldNotStopForStatesMissedBeforeTheArmTookItsFirstCommand() {
    fixture.link.next.mode = ArmMode.BRAKES_ENGAGED;
    fixture.pass(1);
    fixture.link.stride = 101;
    fixture.link.next.mode = ArmMode.COMMANDED;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(fixture.tick().stoppedBy()).contains("missed-states");
  }

  @Test
  void shouldStopFromHoldingWhenItsTimeIsUp() {
    fixture.waitsForCommands = true;
    fixture.durationNs = 300 * fixture.arm.periodNs();
    assertThat(fixture.pass(300)).isEqualTo(LoopPhase.HOLDING);
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.STOPPING);
  }

  @Test
  void shouldRunFromTheFirstStateOnWhenThereIsNothingToFadeIn() {
    fixture.engageTicks = 0;
    fixture.priorTorque = 2;
    assertThat(fixture.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.link.lastSent()).containsExactly(2, 2);
  }

  @Test
  void shouldCountWhatTheGuardsSayInADryRunAndObeyNone() {
    fixture.observesOnly = true;
    fixture.engaged();
    int sent = fixture.link.sent.size();
    fixture.link.next.q[1] = 1.99;
    assertThat(fixture.pass(5)).isEqualTo(LoopPhase.RUNNING);
    assertThat(fixture.last.trips).isNotZero();
    assertThat(fixture.link.sent).hasSize(sent + 5);
    assertThat(fixture.tick().stoppedBy()).isEmpty();
  }

  @Test
  void shouldKnowTheFirstMotionFromNone() {
    fixture.motion = 0;
    fixture.engaged();
    assertThat(fixture.last.motion).isZero();
    fixture.motion = -1;
    fixture.pass(1);
    assertThat(fixture.last.motion).isEqualTo(-1);
  }
}
