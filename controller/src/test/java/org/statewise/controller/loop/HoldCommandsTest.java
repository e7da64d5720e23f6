package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;

/** Commands that hold the arm, begin a task and stop. */
final class HoldCommandsTest extends CommandFixture {
  @Test
  void shouldHoldTheArmWhereItWasFoundUntilATaskIsCommanded() {
    fixture.waitsForCommands = true;
    fixture.pass(LoopFixture.ENGAGE_TICKS + 1);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.HOLDING);
    fixture.pass(500);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.HOLDING);
    assertThat(fixture.last.qDes).containsExactly(0, 0);
    assertThat(fixture.last.motion).isEqualTo(-1);
    assertThat(fixture.model.learned).as("only a running task teaches").isZero();
    assertThat(fixture.command(new CommandAction.Begin(taskFrom(fixture.last.qDes.clone()))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.RUNNING);
    fixture.pass(25);
    assertThat(fixture.last.qDes[1]).isCloseTo(0.05 * 0.104, within(1e-12));
    assertThat(fixture.model.learned).isPositive();
  }

  @Test
  void shouldBringTheSetpointToRestAndKeepItThere() {
    // The scripted arm stays behind: by less than the limit of an arm that holds.
    fixture.speed = 0.5;
    fixture.engaged().pass(50);
    assertThat(fixture.command(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.HOLDING);
    double before = fixture.last.qdDes[0];
    for (int i = 0; i < 200; i++) {
      fixture.pass(1);
      assertThat(Math.abs(before - fixture.last.qdDes[0]) / 0.004).isLessThanOrEqualTo(4 + 1e-9);
      before = fixture.last.qdDes[0];
    }
    assertThat(fixture.last.qdDes[0]).isZero();
    double rest = fixture.last.qDes[0];
    fixture.pass(1000);
    assertThat(fixture.last.qDes[0]).isEqualTo(rest);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.HOLDING);
    assertThat(fixture.command(HOLD)).as("once more").isEqualTo(CommandOutcome.TAKEN);
  }

  /** The arm stands 0.3 rad from where it should hold: within the limit of a motion, not of a hold. */
  @Test
  void shouldBrakeAnArmThatIsFarFromWhereItHoldsOnceItHadTimeToSettle() {
    fixture.speed = 1;
    fixture.engaged().pass(50);
    fixture.command(HOLD);
    long ticks = 0;
    while (fixture.last.phase == LoopPhase.HOLDING) {
      fixture.pass(1);
      ticks++;
      assertThat(ticks).isLessThan(500);
    }
    // 1.5 / 4 s to stop, seen at rest in the tick after, and 0.2 s to settle
    assertThat(ticks).isEqualTo(142);
    assertThat(Math.abs(fixture.last.qDes[0] - fixture.last.state.q[0])).isBetween(0.2, 0.5);
    assertThat(fixture.last.qdDes[0]).isZero();
    fixture.pass(500);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.FAULT);
    assertThat(fixture.tick().stoppedBy()).contains("tracking-error");
  }

  @Test
  void shouldBeginATaskOnlyFromRestAndFromWhereItWasPlanned() {
    fixture.speed = 0.5;
    fixture.engaged().pass(50);
    CommandAction early = new CommandAction.Begin(taskFrom(fixture.last.qDes.clone()));
    assertThat(fixture.command(early)).isEqualTo(CommandOutcome.NOT_IN_THIS_PHASE);
    fixture.command(HOLD);
    assertThat(fixture.command(early)).isEqualTo(CommandOutcome.NOT_AT_REST);
    fixture.pass(300);
    assertThat(fixture.command(early)).isEqualTo(CommandOutcome.ELSEWHERE);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.HOLDING);
    double[] rest = fixture.last.qDes.clone();
    assertThat(fixture.command(new CommandAction.Begin(taskFrom(rest))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.last.qDes[0]).isEqualTo(rest[0]);
  }

  @Test
  void shouldCountTheMotionsOfAllTasksOn() {
    fixture.engaged().pass(5);
    assertThat(fixture.last.motion).isEqualTo(3);
    fixture.command(HOLD);
    fixture.pass(300);
    PlannedTask next = taskFrom(fixture.last.qDes.clone());
    assertThat(next.firstMotion()).isEqualTo(Integer.MAX_VALUE);
    fixture.command(new CommandAction.Begin(next));
    assertThat(next.firstMotion()).isEqualTo(4);
    assertThat(fixture.last.motion).isEqualTo(6);
  }

  @Test
  void shouldHoldAgainWhenATaskEndsIfItWaitsForCommands() {
    fixture.waitsForCommands = true;
    fixture.pass(LoopFixture.ENGAGE_TICKS + 30);
    fixture.finished = true;
    PlannedTask whole = PlannedTask.later(new SetpointSource() {
      @Override
      public Motion motion(int index) {
        return new Motion("short", 1);
      }

      @Override
      public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
        out.finished = timeSeconds > 0.1;
      }
    }, fixture.last.qDes.clone());
    fixture.command(new CommandAction.Begin(whole));
    assertThat(fixture.pass(100)).isEqualTo(LoopPhase.HOLDING);
  }

  @Test
  void shouldStopFromHoldingToo() {
    fixture.waitsForCommands = true;
    fixture.pass(LoopFixture.ENGAGE_TICKS + 10);
    fixture.stopRequested = true;
    fixture.passToTheEnd(1000);
    assertThat(fixture.tick().phase()).isEqualTo(LoopPhase.STOPPED);
  }

  @Test
  void shouldHoldOnceEngagedIfItIsCommandedBefore() {
    fixture.pass(10);
    assertThat(fixture.command(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.pass(LoopFixture.ENGAGE_TICKS)).isEqualTo(LoopPhase.HOLDING);
  }

  @Test
  void shouldHoldOnceEngagedIfItIsCommandedWithTheFirstState() {
    assertThat(fixture.command(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.last.phase).isEqualTo(LoopPhase.ENGAGING);
    assertThat(fixture.pass(LoopFixture.ENGAGE_TICKS)).isEqualTo(LoopPhase.HOLDING);
  }
}
