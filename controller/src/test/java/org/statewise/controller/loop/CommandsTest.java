package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.law.Prior;
import org.statewise.models.loss.SquaredLoss;

/** Commands that change what the model learns and what the prior knows, and when a command is carried out. */
final class CommandsTest extends CommandFixture {
  private static Prior constant(double torque) {
    return new Prior() {
      @Override
      public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
        Arrays.fill(u, torque);
      }

      @Override
      public void holdInto(double[] q, double[] u) {
        Arrays.fill(u, 0);
      }
    };
  }

  @Test
  void shouldFadeTheModelOutAndInWithoutAStep() {
    world.model.prediction = 20;
    world.engaged().pass(10);
    double before = world.last.u[0];
    for (AdaptationMode mode : List.of(AdaptationMode.OFF, AdaptationMode.ON)) {
      assertThat(world.order(new CommandAction.Adapt(mode))).isEqualTo(CommandOutcome.TAKEN);
      for (int i = 0; i < LoopFixture.FADE_TICKS; i++) {
        assertThat(Math.abs(world.last.u[0] - before))
            .isLessThanOrEqualTo(20.0 / LoopFixture.FADE_TICKS + 1e-9);
        before = world.last.u[0];
        world.pass(1);
      }
      assertThat(world.last.uModel[0]).isCloseTo(mode == AdaptationMode.OFF ? 0 : 20,
          within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "FREEZE"})
  void shouldLearnNothingWhileAdaptationIsOffOrFrozen(AdaptationMode mode) {
    world.model.prediction = 3;
    world.engaged().pass(10);
    world.order(new CommandAction.Adapt(mode));
    int learned = world.model.learned;
    world.pass(400);
    assertThat(world.model.learned).isEqualTo(learned);
    assertThat(world.last.learned).isFalse();
    assertThat(world.last.uModel[0]).isEqualTo(mode == AdaptationMode.OFF ? 0 : 3);
    world.order(new CommandAction.Adapt(AdaptationMode.ON));
    world.pass(10);
    assertThat(world.model.learned).isGreaterThan(learned);
  }

  @Test
  void shouldFadeAnotherPriorInWithoutAStepAndOneAtATime() {
    world.priorTorque = 10;
    world.engaged().pass(10);
    double before = world.last.u[0];
    assertThat(world.order(new CommandAction.UsePrior(constant(-10))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(world.order(new CommandAction.UsePrior(constant(5))))
        .isEqualTo(CommandOutcome.FADING);
    world.last.u[0] = before;
    for (int i = 0; i <= LoopFixture.FADE_TICKS; i++) {
      assertThat(Math.abs(world.last.u[0] - before))
          .isLessThanOrEqualTo(3 * 20.0 / LoopFixture.FADE_TICKS + 1e-9);
      before = world.last.u[0];
      world.pass(1);
    }
    assertThat(world.last.u[0]).isCloseTo(-10, within(1e-9));
    assertThat(world.order(new CommandAction.UsePrior(constant(5))))
        .isEqualTo(CommandOutcome.TAKEN);
  }

  @Test
  void shouldSayThatAModelWithoutALossHasNone() {
    world.engaged();
    assertThat(world.order(new CommandAction.UseLoss(new SquaredLoss(2), 0.01)))
        .isEqualTo(CommandOutcome.NO_LOSS);
  }

  @Test
  void shouldRefuseEverythingOnceTheRunIsBroughtToItsEnd() {
    world.engaged();
    world.stopRequested = true;
    world.pass(2);
    for (CommandAction action : List.of(HOLD, new CommandAction.Adapt(AdaptationMode.OFF),
        new CommandAction.Begin(taskFrom(new double[2])), new CommandAction.UsePrior(constant(0)),
        new CommandAction.UseLoss(new SquaredLoss(2), 0.01))) {
      assertThat(world.order(action)).isEqualTo(CommandOutcome.NOT_IN_THIS_PHASE);
    }
  }

  @Test
  void shouldLeaveAnOrderForTheNextTickThatHasAState() {
    world.engaged();
    world.link.await = AwaitResult.LATE;
    LoopCommand order = new LoopCommand(7, new byte[]{7}, HOLD);
    assertThat(world.orders.offer(order)).isTrue();
    assertThat(world.orders.offer(order)).as("one place only").isFalse();
    world.pass(1);
    assertThat(world.last.commandNumber).isZero();
    world.link.await = AwaitResult.FRESH;
    world.pass(1);
    assertThat(world.last.commandNumber).isEqualTo(7);
    assertThat(world.last.command).containsExactly(7);
    world.pass(1);
    assertThat(world.last.command).isNull();
    assertThat(world.orders.withdraw(order)).as("it was taken").isFalse();
  }
}
