package org.statewise.controller.loop;

import java.util.List;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.SetpointSource;

/** Parts of control ticks of arms whose springs nobody knows. */
public final class Setups {
  private Setups() {}

  /** A tick that is commanded. */
  public static ControlSetup of(int joints, LoopSettings settings, PlannedTask task, JointPd pd,
      FadingPrior prior, OnlineAdapter adapter, GuardChain guards, StopSignal stop,
      CommandSource commands, List<TickRing> rings, TickClock clock) {
    return new ControlSetup(joints, settings, task, pd, prior, adapter, guards, stop, commands,
        PositionSource.motor(), LinkPosition.of(), rings, clock);
  }

  /** A tick that nobody commands anything. */
  public static ControlSetup of(int joints, LoopSettings settings, SetpointSource task, JointPd pd,
      Prior prior, OnlineAdapter adapter, GuardChain guards, StopSignal stop, List<TickRing> rings,
      TickClock clock) {
    return of(joints, settings, PlannedTask.first(task), pd, new FadingPrior(prior, joints, 1),
        adapter, guards, stop, CommandSource.NONE, rings, clock);
  }
}
