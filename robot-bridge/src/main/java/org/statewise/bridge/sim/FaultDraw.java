package org.statewise.bridge.sim;

import java.util.SplittableRandom;
import org.statewise.models.HotPath;

/**
 * Which faults of a plan strike at a state. Every fault draws from a generator of its own at every
 * state, so that the settings of one do not change the random numbers of another.
 */
final class FaultDraw {
  private final Fault[] faults;
  private final SplittableRandom[] random;
  private final boolean[] strikes;

  FaultDraw(FaultPlan plan) {
    faults = plan.faults().toArray(Fault[]::new);
    SplittableRandom root = new SplittableRandom(plan.seed());
    random = new SplittableRandom[faults.length];
    for (int i = 0; i < faults.length; i++) {
      random[i] = root.split();
    }
    strikes = new boolean[faults.length];
  }

  /** @param seconds since the first command; negative before it, when nothing strikes */
  @HotPath
  void draw(double seconds) {
    for (int i = 0; i < faults.length; i++) {
      Fault fault = faults[i];
      boolean hit = random[i].nextDouble() < fault.probability();
      double since = seconds - fault.atSeconds();
      strikes[i] = hit && since >= 0 && since < fault.forSeconds();
    }
  }

  /** The number of faults. */
  @HotPath
  int count() {
    return faults.length;
  }

  /** Fault {@code i}, if it strikes and is of this kind; null otherwise. */
  @HotPath
  Fault striking(int i, FaultKind kind) {
    return strikes[i] && faults[i].kind() == kind ? faults[i] : null;
  }

  /** The first one of this kind that strikes; null if there is none. */
  @HotPath
  Fault striking(FaultKind kind) {
    for (int i = 0; i < faults.length; i++) {
      if (strikes[i] && faults[i].kind() == kind) {
        return faults[i];
      }
    }
    return null;
  }
}
