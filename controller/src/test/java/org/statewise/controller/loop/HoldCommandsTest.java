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
  void shouldHoldTheArmWhereItWasFoundUntilATaskIsOrdered() {
    world.waitsForCommands = true;
    world.pass(LoopFixture.ENGAGE_TICKS + 1);
    assertThat(world.last.phase).isEqualTo(LoopPhase.HOLDING);
    world.pass(500);
    assertThat(world.last.phase).isEqualTo(LoopPhase.HOLDING);
    assertThat(world.last.qDes).containsExactly(0, 0);
    assertThat(world.last.motion).isEqualTo(-1);
    assertThat(world.model.learned).as("only a running task teaches").isZero();
    assertThat(world.order(new CommandAction.Begin(taskFrom(world.last.qDes.clone()))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.last.phase).isEqualTo(LoopPhase.RUNNING);
    world.pass(25);
    assertThat(world.last.qDes[1]).isCloseTo(0.05 * 0.104, within(1e-12));
    assertThat(world.model.learned).isPositive();
  }

  @Test
  void shouldBringTheSetpointToRestAndKeepItThere() {
    // The scripted arm stays behind: by less than the limit of an arm that holds.
    world.speed = 0.5;
    world.engaged().pass(50);
    assertThat(world.order(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.last.phase).isEqualTo(LoopPhase.HOLDING);
    double before = world.last.qdDes[0];
    for (int i = 0; i < 200; i++) {
      world.pass(1);
      assertThat(Math.abs(before - world.last.qdDes[0]) / 0.004).isLessThanOrEqualTo(4 + 1e-9);
      before = world.last.qdDes[0];
    }
    assertThat(world.last.qdDes[0]).isZero();
    double rest = world.last.qDes[0];
    world.pass(1000);
    assertThat(world.last.qDes[0]).isEqualTo(rest);
    assertThat(world.last.phase).isEqualTo(LoopPhase.HOLDING);
    assertThat(world.order(HOLD)).as("once more").isEqualTo(CommandOutcome.TAKEN);
  }

  /** The arm stands 0.3 rad from where it should hold: within the limit of a motion, not of a hold. */
  @Test
  void shouldBrakeAnArmThatIsFarFromWhereItHoldsOnceItHadTimeToSettle() {
    world.speed = 1;
    world.engaged().pass(50);
    world.order(HOLD);
    long ticks = 0;
    while (world.last.phase == LoopPhase.HOLDING) {
      world.pass(1);
      ticks++;
      assertThat(ticks).isLessThan(500);
    }
    // 1.5 / 4 s to stop, seen at rest in the tick after, and 0.2 s to settle
    assertThat(ticks).isEqualTo(142);
    assertThat(Math.abs(world.last.qDes[0] - world.last.state.q[0])).isBetween(0.2, 0.5);
    assertThat(world.last.qdDes[0]).isZero();
    world.pass(500);
    assertThat(world.last.phase).isEqualTo(LoopPhase.FAULT);
    assertThat(world.tick().stoppedBy()).contains("tracking-error");
  }

  @Test
  void shouldBeginATaskOnlyFromRestAndFromWhereItWasPlanned() {
    world.speed = 0.5;
    world.engaged().pass(50);
    CommandAction early = new CommandAction.Begin(taskFrom(world.last.qDes.clone()));
    assertThat(world.order(early)).isEqualTo(CommandOutcome.NOT_IN_THIS_PHASE);
    world.order(HOLD);
    assertThat(world.order(early)).isEqualTo(CommandOutcome.NOT_AT_REST);
    world.pass(300);
    assertThat(world.order(early)).isEqualTo(CommandOutcome.ELSEWHERE);
    assertThat(world.last.phase).isEqualTo(LoopPhase.HOLDING);
    double[] rest = world.last.qDes.clone();
    assertThat(world.order(new CommandAction.Begin(taskFrom(rest))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.last.qDes[0]).isEqualTo(rest[0]);
  }

  @Test
  void shouldCountTheMotionsOfAllTasksOn() {
    world.engaged().pass(5);
    assertThat(world.last.motion).isEqualTo(3);
    world.order(HOLD);
    world.pass(300);
    PlannedTask next = taskFrom(world.last.qDes.clone());
    assertThat(next.firstMotion()).isEqualTo(Integer.MAX_VALUE);
    world.order(new CommandAction.Begin(next));
    assertThat(next.firstMotion()).isEqualTo(4);
    assertThat(world.last.motion).isEqualTo(6);
  }

  @Test
  void shouldHoldAgainWhenATaskEndsIfItWaitsForOrders() {
    world.waitsForCommands = true;
    world.pass(LoopFixture.ENGAGE_TICKS + 30);
    world.finished = true;
    PlannedTask whole = PlannedTask.later(new SetpointSource() {
      @Override
      public Motion motion(int index) {
        return new Motion("short", 1);
      }

      @Override
      public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
        out.finished = timeSeconds > 0.1;
      }
    }, world.last.qDes.clone());
    world.order(new CommandAction.Begin(whole));
    assertThat(world.pass(100)).isEqualTo(LoopPhase.HOLDING);
  }

  @Test
  void shouldStopFromHoldingToo() {
    world.waitsForCommands = true;
    world.pass(LoopFixture.ENGAGE_TICKS + 10);
    world.stopRequested = true;
    world.passToTheEnd(1000);
    assertThat(world.tick().phase()).isEqualTo(LoopPhase.STOPPED);
  }

  @Test
  void shouldHoldOnceEngagedIfItIsOrderedBefore() {
    world.pass(10);
    assertThat(world.order(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.pass(LoopFixture.ENGAGE_TICKS)).isEqualTo(LoopPhase.HOLDING);
  }

  @Test
  void shouldHoldOnceEngagedIfItIsOrderedWithTheFirstState() {
    assertThat(world.order(HOLD)).isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.last.phase).isEqualTo(LoopPhase.ENGAGING);
    assertThat(world.pass(LoopFixture.ENGAGE_TICKS)).isEqualTo(LoopPhase.HOLDING);
  }
}
