package org.statewise.controller.app;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.RehearsalLink;
import org.statewise.controller.loop.TickRing;

/** Lets the JIT compiler see the whole tick before an arm is engaged. */
final class Rehearsal {
  private Rehearsal() {}

  /** What a tick is made of that offers its records to a ring. */
  @FunctionalInterface
  interface Cast {
    Wiring.Parts with(TickRing ring) throws UsageException;
  }

  /** Runs {@code loop.burnInTicks} ticks against an arm that is nowhere and never moves from {@code q}. */
  static void of(StatewiseConfig config, ArmInfo arm, double[] q, Cast cast)
      throws UsageException {
    TickRing waste = new TickRing(arm.jointCount(), 1);
    RehearsalLink nowhere = new RehearsalLink(arm, q);
    StatewiseConfig anywhere = config.withSafety(config.safety().withoutTracking());
    int ticks = 0;
    // A short task ends before the compiler is done: it is rehearsed again.
    while (ticks < config.loop().burnInTicks()) {
      ControlTick copy = Wiring.tick(anywhere, cast.with(waste), System::nanoTime);
      while (ticks < config.loop().burnInTicks() && !copy.run(nowhere).isFinal()) {
        ticks++;
      }
      ticks++;
    }
  }
}
