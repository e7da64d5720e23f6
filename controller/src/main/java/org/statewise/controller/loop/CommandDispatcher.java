package org.statewise.controller.loop;

import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;

/** Takes commands up within the tick, and leaves in the record what became of them. */
final class CommandDispatcher implements CommandAction.Controls {
  private final CommandSource source;
  private final PhaseMachine phases;
  private final OnlineAdapter adapter;
  private final FadingPrior prior;

  CommandDispatcher(CommandSource source, PhaseMachine phases, OnlineAdapter adapter,
      FadingPrior prior) {
    this.source = source;
    this.phases = phases;
    this.adapter = adapter;
    this.prior = prior;
  }

  /** Looks for a command and carries it out. */
  @HotPath
  void serve(TickRecord record) {
    LoopCommand command = source.take();
    if (command == null) {
      return;
    }
    record.command = command.recorded();
    record.commandNumber = command.number();
    record.commandOutcome = command.action().applyTo(this);
  }

  /** Commands other than for a motion are taken as long as the controller drives the arm. */
  private boolean refuses() {
    return phases.phase().compareTo(LoopPhase.STOPPING) >= 0;
  }

  @Override
  @HotPath
  public CommandOutcome hold() {
    return phases.commandHold();
  }

  @Override
  @HotPath
  public CommandOutcome begin(PlannedTask task) {
    return phases.commandBegin(task);
  }

  @Override
  @HotPath
  public CommandOutcome adapt(AdaptationMode mode) {
    if (refuses()) {
      return CommandOutcome.NOT_IN_THIS_PHASE;
    }
    adapter.mode(mode);
    return CommandOutcome.TAKEN;
  }

  @Override
  @HotPath
  public CommandOutcome useLoss(Loss loss, double alpha) {
    if (refuses()) {
      return CommandOutcome.NOT_IN_THIS_PHASE;
    }
    return adapter.useLoss(loss, alpha) ? CommandOutcome.TAKEN : CommandOutcome.NO_LOSS;
  }

  @Override
  @HotPath
  public CommandOutcome usePrior(Prior next) {
    if (refuses()) {
      return CommandOutcome.NOT_IN_THIS_PHASE;
    }
    return prior.fadeTo(next) ? CommandOutcome.TAKEN : CommandOutcome.FADING;
  }
}
