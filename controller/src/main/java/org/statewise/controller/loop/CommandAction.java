package org.statewise.controller.loop;

import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;

/** Everything that can be commanded. To add one: add a record here and what it does to the controls. */
public sealed interface CommandAction {
  /** Does it, or says why not. Control thread only. */
  @HotPath
  CommandOutcome applyTo(Controls controls);

  /** What a command can reach. */
  interface Controls {
    /** To rest, and stay. */
    @HotPath
    CommandOutcome hold();

    /** A task, from rest. */
    @HotPath
    CommandOutcome begin(PlannedTask task);

    /** Whether the model adds and learns. */
    @HotPath
    CommandOutcome adapt(AdaptationMode mode);

    /** What the model minimises from now on, at the rate {@code alpha}. */
    @HotPath
    CommandOutcome useLoss(Loss loss, double alpha);

    /** What is known of the arm from now on. */
    @HotPath
    CommandOutcome usePrior(Prior prior);
  }

  /** Brings the arm to rest where it is and keeps it there. */
  record Hold() implements CommandAction {
    @Override
    @HotPath
    public CommandOutcome applyTo(Controls controls) {
      return controls.hold();
    }
  }

  /** Begins a task. */
  record Begin(PlannedTask task) implements CommandAction {
    @Override
    @HotPath
    public CommandOutcome applyTo(Controls controls) {
      return controls.begin(task);
    }
  }

  /** Switches adaptation. */
  record Adapt(AdaptationMode mode) implements CommandAction {
    @Override
    @HotPath
    public CommandOutcome applyTo(Controls controls) {
      return controls.adapt(mode);
    }
  }

  /** Exchanges the loss. */
  record UseLoss(Loss loss, double alpha) implements CommandAction {
    @Override
    @HotPath
    public CommandOutcome applyTo(Controls controls) {
      return controls.useLoss(loss, alpha);
    }
  }

  /** Exchanges the prior, for one that knows another payload for example. */
  record UsePrior(Prior prior) implements CommandAction {
    @Override
    @HotPath
    public CommandOutcome applyTo(Controls controls) {
      return controls.usePrior(prior);
    }
  }
}
