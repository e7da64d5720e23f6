package org.statewise.controller.evaluate.closedloop;

import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.law.Prior;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.models.online.OnlineModel;

/** Builds control ticks of the parts that drive an arm, so that what is measured is what runs. */
@FunctionalInterface
public interface TickFactory {
  /** The tick of one run. */
  ControlTick tick(Request request);

  /**
   * What a run needs of its tick.
   *
   * @param plant whose nominal arm and gain scale the tick knows
   * @param baseline whose knowledge, handling of samples and supervision it has
   * @param model what learns
   * @param prior in place of the one that the baseline's knowledge stands for
   * @param arm as its link describes it
   * @param plan what is desired
   * @param durationSeconds when the plan is stopped; 0 for at its end
   * @param ring who sees each tick
   */
  record Request(Plant plant, Baseline baseline, OnlineModel model, Optional<Prior> prior,
      ArmInfo arm, SetpointSource plan, double durationSeconds, TickRing ring) {}
}
