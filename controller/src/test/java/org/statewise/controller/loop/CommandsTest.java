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
    fixture.model.prediction = 20;
    fixture.engaged().pass(10);
    double before = fixture.last.u[0];
    for (AdaptationMode mode : List.of(AdaptationMode.OFF, AdaptationMode.ON)) {
      assertThat(fixture.command(new CommandAction.Adapt(mode))).isEqualTo(CommandOutcome.TAKEN);
      for (int i = 0; i < LoopFixture.FADE_TICKS; i++) {
        assertThat(Math.abs(fixture.last.u[0] - before))
            .isLessThanOrEqualTo(20.0 / LoopFixture.FADE_TICKS + 1e-9);
        before = fixture.last.u[0];
        fixture.pass(1);
      }
      assertThat(fixture.last.uModel[0]).isCloseTo(mode == AdaptationMode.OFF ? 0 : 20,
          within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "FREEZE"})
  void shouldLearnNothingWhileAdaptationIsOffOrFrozen(AdaptationMode mode) {
    fixture.model.prediction = 3;
    fixture.engaged().pass(10);
    fixture.command(new CommandAction.Adapt(mode));
    int learned = fixture.model.learned;
    fixture.pass(400);
    assertThat(fixture.model.learned).isEqualTo(learned);
    assertThat(fixture.last.learned).isFalse();
    assertThat(fixture.last.uModel[0]).isEqualTo(mode == AdaptationMode.OFF ? 0 : 3);
    fixture.command(new CommandAction.Adapt(AdaptationMode.ON));
    fixture.pass(10);
    assertThat(fixture.model.learned).isGreaterThan(learned);
  }

  @Test
  void shouldFadeAnotherPriorInWithoutAStepAndOneAtATime() {
    fixture.priorTorque = 10;
    fixture.engaged().pass(10);
    double before = fixture.last.u[0];
    assertThat(fixture.command(new CommandAction.UsePrior(constant(-10))))
        .isEqualTo(CommandOutcome.TAKEN);
    assertThat(fixture.command(new CommandAction.UsePrior(constant(5))))
        .isEqualTo(CommandOutcome.FADING);
    fixture.last.u[0] = before;
    for (int i = 0; i <= LoopFixture.FADE_TICKS; i++) {
      assertThat(Math.abs(fixture.last.u[0] - before))
          .isLessThanOrEqualTo(3 * 20.0 / LoopFixture.FADE_TICKS + 1e-9);
      before = fixture.last.u[0];
      fixture.pass(1);
    }
    assertThat(fixture.last.u[0]).isCloseTo(-10, within(1e-9));
    assertThat(fixture.command(new CommandAction.UsePrior(constant(5))))
        .isEqualTo(CommandOutcome.TAKEN);
  }

  @Test
  void shouldSayThatAModelWithoutALossHasNone() {
    fixture.engaged();
    assertThat(fixture.command(new CommandAction.UseLoss(new SquaredLoss(2), 0.01)))
        .isEqualTo(CommandOutcome.NO_LOSS);
  }

  @Test
  void shouldRefuseEverythingOnceTheRunIsBroughtToItsEnd() {
    fixture.engaged();
    fixture.stopRequested = true;
    fixture.pass(2);
    for (CommandAction action : List.of(HOLD, new CommandAction.Adapt(AdaptationMode.OFF),
        new CommandAction.Begin(taskFrom(new double[2])), new CommandAction.UsePrior(constant(0)),
        new CommandAction.UseLoss(new SquaredLoss(2), 0.01))) {
      assertThat(fixture.command(action)).isEqualTo(CommandOutcome.NOT_IN_THIS_PHASE);
    }
  }

  @Test
  void shouldLeaveACommandForTheNextTickThatHasAState() {
    fixture.engaged();
    fixture.link.await = AwaitResult.LATE;
    LoopCommand order = new LoopCommand(7, new byte[]{7}, HOLD);
    assertThat(fixture.commands.offer(order)).isTrue();
    assertThat(fixture.commands.offer(order)).as("one place only").isFalse();
    fixture.pass(1);
    assertThat(fixture.last.commandNumber).isZero();
    fixture.link.await = AwaitResult.FRESH;
    fixture.pass(1);
    assertThat(fixture.last.commandNumber).isEqualTo(7);
    assertThat(fixture.last.command).containsExactly(7);
    fixture.pass(1);
    assertThat(fixture.last.command).isNull();
    assertThat(fixture.commands.withdraw(order)).as("it was taken").isFalse();
  }
}
