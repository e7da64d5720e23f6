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
  private final LoopFixture world = new LoopFixture();

  @Test
  void shouldSendZeroFirstToAnArmThatCompensatesGravity() {
    world.qDes = 0.3;
    world.priorTorque = 20;
    world.model.prediction = -3;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(world.link.lastSent()).containsExactly(0, 0);
  }

  @Test
  void shouldFadeTheOutputInWithoutASteepStep() {
    world.qDes = 0.3;
    world.priorTorque = 20;
    world.engaged();
    double whole = 20 + LoopFixture.KP * 0.3;
    double steepest = whole / LoopFixture.ENGAGE_TICKS;
    List<double[]> sent = world.link.sent;
    for (int i = 1; i < sent.size(); i++) {
      assertThat(Math.abs(sent.get(i)[0] - sent.get(i - 1)[0])).isLessThanOrEqualTo(
          steepest + 1e-9);
    }
    assertThat(world.link.lastSent()[0]).isCloseTo(whole, within(1e-9));
  }

  @Test
  void shouldStartFromTheTorqueThatHoldsAnArmWithoutCompensation() {
    world.holdTorque = 30;
    world.priorTorque = 30;
    world.pass(1);
    assertThat(world.link.lastSent()).containsExactly(30, 30);
    assertThat(world.last.trips).isZero();
    world.pass(10);
    assertThat(world.link.lastSent()).containsExactly(30, 30);
  }

  @Test
  void shouldNotEngageAnArmTooHeavyForTheTorqueLimit() {
    world.holdTorque = 95;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.FAULT);
    assertThat(world.link.sent).isEmpty();
  }

  @Test
  void shouldRunTheTaskFromItsBeginningOnceEngaged() {
    world.speed = 0.1;
    world.pass(LoopFixture.ENGAGE_TICKS);
    assertThat(world.last.phase).isEqualTo(LoopPhase.ENGAGING);
    assertThat(world.last.qDes[0]).isZero();
    world.pass(1);
    assertThat(world.last.phase).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.last.qDes[0]).isZero();
    world.pass(10);
    assertThat(world.last.qDes[0]).isCloseTo(0.1 * 0.04, within(1e-12));
    assertThat(world.last.motion).isEqualTo(3);
  }

  @Test
  void shouldAddPriorModelAndFeedback() {
    world.engaged();
    world.qDes = 0.01;
    world.link.next.qd[0] = 0.02;
    world.priorTorque = 2;
    world.model.prediction = 0.25;
    world.pass(1);
    double feedback = LoopFixture.KP * 0.01 - LoopFixture.KD * 0.02;
    assertThat(world.last.uFb[0]).isCloseTo(feedback, within(1e-12));
    assertThat(world.last.u[0]).isCloseTo(2.25 + feedback, within(1e-12));
    assertThat(world.link.lastSent()).containsExactly(world.last.u);
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 126, 200})
  void shouldBringTheSetpointToRestWithinTheDecelerationAndStop(long ticksBefore) {
    world.speed = 1;
    world.pass(ticksBefore);
    world.stopRequested = true;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.STOPPING);
    assertThat(world.last.stopRequested).isTrue();
    double before = world.last.qdDes[0];
    List<Double> speeds = new ArrayList<>();
    while (!world.tick().phase().isFinal()) {
      world.pass(1);
      speeds.add(world.last.qdDes[0]);
      assertThat(speeds).hasSizeLessThan(1000);
      assertThat(Math.abs(world.last.qddDes[0])).isLessThanOrEqualTo(4 + 1e-9);
      assertThat(Math.abs(before - world.last.qdDes[0]) / 0.004).isLessThanOrEqualTo(4 + 1e-9);
      before = world.last.qdDes[0];
    }
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.STOPPED);
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.NONE);
    assertThat(speeds.getLast()).isZero();
    // 1.5 / 4 s to stop, seen at rest in the tick after, and 0.2 s to settle
    assertThat(speeds).hasSize(143);
  }

  @Test
  void shouldStopWhenTheTaskEnds() {
    world.engaged();
    world.finished = true;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.STOPPING);
    world.passToTheEnd(1000);
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 300})
  void shouldStopWhenItsTimeIsUp(long ticks) {
    world.durationNs = ticks * world.arm.periodNs();
    world.pass(ticks);
    assertThat(world.last.phase).isIn(LoopPhase.ENGAGING, LoopPhase.RUNNING);
    assertThat(world.pass(1)).isEqualTo(LoopPhase.STOPPING);
  }

  @Test
  void shouldLetTheGripperGoAlongWithTheSetpoint() {
    world.gripper = true;
    world.engaged();
    assertThat(world.link.lastGripper).isTrue();
    assertThat(world.last.gripperClosed).isTrue();
  }

  @Test
  void shouldLearnOnlyWhileTheTaskRuns() {
    world.pass(LoopFixture.ENGAGE_TICKS);
    assertThat(world.model.learned).isZero();
    world.pass(2);
    assertThat(world.model.learned).as("a sample needs three states").isZero();
    world.pass(10);
    assertThat(world.model.learned).isEqualTo(10);
    assertThat(world.last.learned).isTrue();
    assertThat(world.last.loss).isEqualTo(10);
    world.stopRequested = true;
    world.passToTheEnd(1000);
    assertThat(world.model.learned).isEqualTo(10);
    assertThat(world.last.learned).isFalse();
  }

  @Test
  void shouldStartSamplesOverAfterATickWithoutAState() {
    world.engaged();
    world.pass(10);
    int before = world.model.learned;
    world.link.await = AwaitResult.LATE;
    world.pass(1);
    world.link.await = AwaitResult.FRESH;
    world.pass(2);
    assertThat(world.model.learned).isEqualTo(before);
    world.pass(1);
    assertThat(world.model.learned).isEqualTo(before + 1);
  }

  @Test
  void shouldWaitForTheFirstStateAndSendNothing() {
    world.link.await = AwaitResult.LATE;
    assertThat(world.pass(400)).isEqualTo(LoopPhase.WAITING);
    assertThat(world.link.sent).isEmpty();
    assertThat(world.last.trips).isZero();
  }

  @Test
  void shouldGiveUpOnAnArmThatNeverSpeaks() {
    world.link.await = AwaitResult.LATE;
    // Waits of 10 ms, for 5 s after the first.
    assertThat(world.passToTheEnd(1000)).isEqualTo(502);
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(world.tick().faultReason()).isEqualTo(FaultReason.NO_STATE);
  }

  @Test
  void shouldTakeOverAnArmThatHoldsItself() {
    world.link.next.mode = ArmMode.BRAKES_ENGAGED;
    world.pass(1);
    world.link.next.mode = ArmMode.COMMANDED;
    assertThat(world.pass(10)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(world.link.sent).hasSize(11);
  }

  @Test
  void shouldNotStopForStatesMissedBeforeTheArmTookItsFirstCommand() {
    world.link.next.mode = ArmMode.BRAKES_ENGAGED;
    world.pass(1);
    world.link.stride = 101;
    world.link.next.mode = ArmMode.COMMANDED;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.ENGAGING);
    assertThat(world.pass(1)).isEqualTo(LoopPhase.BRAKING);
    assertThat(world.tick().stoppedBy()).contains("missed-states");
  }

  @Test
  void shouldStopFromHoldingWhenItsTimeIsUp() {
    world.waitsForCommands = true;
    world.durationNs = 300 * world.arm.periodNs();
    assertThat(world.pass(300)).isEqualTo(LoopPhase.HOLDING);
    assertThat(world.pass(1)).isEqualTo(LoopPhase.STOPPING);
  }

  @Test
  void shouldRunFromTheFirstStateOnWhenThereIsNothingToFadeIn() {
    world.engageTicks = 0;
    world.priorTorque = 2;
    assertThat(world.pass(1)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.link.lastSent()).containsExactly(2, 2);
  }

  @Test
  void shouldCountWhatTheGuardsSayInADryRunAndObeyNone() {
    world.observesOnly = true;
    world.engaged();
    int sent = world.link.sent.size();
    world.link.next.q[1] = 1.99;
    assertThat(world.pass(5)).isEqualTo(LoopPhase.RUNNING);
    assertThat(world.last.trips).isNotZero();
    assertThat(world.link.sent).hasSize(sent + 5);
    assertThat(world.tick().stoppedBy()).isEmpty();
  }

  @Test
  void shouldKnowTheFirstMotionFromNone() {
    world.motion = 0;
    world.engaged();
    assertThat(world.last.motion).isZero();
    world.motion = -1;
    world.pass(1);
    assertThat(world.last.motion).isEqualTo(-1);
  }
}
