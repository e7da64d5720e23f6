package org.statewise.controller.loop;

import java.util.List;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.setpoint.PlannedTask;

/**
 * The parts of one control tick.
 *
 * @param joints how many joints
 * @param settings times
 * @param task what is desired
 * @param pd feedback
 * @param prior feed-forward that is known; the adapter has the same
 * @param adapter feed-forward that is learned
 * @param guards what every command passes
 * @param stop whether to come to rest
 * @param commands what else is asked of the loop
 * @param positionSource what law and samples take for the arm's position
 * @param linkPosition where the links are, for reports
 * @param rings who gets to see each tick
 * @param clock measures how long an answer takes
 */
public record ControlSetup(int joints, LoopSettings settings, PlannedTask task, JointPd pd,
    FadingPrior prior, OnlineAdapter adapter, GuardChain guards, StopSignal stop,
    CommandSource commands, PositionSource positionSource,
    LinkPosition linkPosition, List<TickRing> rings, TickClock clock) {
  public ControlSetup {
    rings = List.copyOf(rings);
  }
}
