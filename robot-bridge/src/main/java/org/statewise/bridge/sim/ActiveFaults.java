package org.statewise.bridge.sim;

import java.util.SplittableRandom;
import org.statewise.models.HotPath;

/**
 * Decides at random which faults of a plan act on a state. Every fault draws from a generator of its own at every
 * state, so that the settings of one do not change the random numbers of another.
 */
final class ActiveFaults {
  private final Fault[] faults;
  private final SplittableRandom[] random;
  private final boolean[] acts;

  ActiveFaults(FaultPlan plan) {
    faults = plan.faults().toArray(Fault[]::new);
    SplittableRandom root = new SplittableRandom(plan.seed());
    random = new SplittableRandom[faults.length];
    for (int i = 0; i < faults.length; i++) {
      random[i] = root.split();
    }
    acts = new boolean[faults.length];
  }

  /** @param seconds since the first command; negative before it, when no fault acts */
  @HotPath
  void update(double seconds) {
    for (int i = 0; i < faults.length; i++) {
      Fault fault = faults[i];
      boolean hit = random[i].nextDouble() < fault.probability();
      double since = seconds - fault.atSeconds();
      acts[i] = hit && since >= 0 && since < fault.forSeconds();
    }
  }

  /** The number of faults. */
  @HotPath
  int count() {
    return faults.length;
  }

  /** Fault {@code i}, if it acts and is of this kind; null otherwise. */
  @HotPath
  Fault find(int i, FaultKind kind) {
    return acts[i] && faults[i].kind() == kind ? faults[i] : null;
  }

  /** The first one of this kind that acts; null if there is none. */
  @HotPath
  Fault find(FaultKind kind) {
    for (int i = 0; i < faults.length; i++) {
      if (acts[i] && faults[i].kind() == kind) {
        return faults[i];
      }
    }
    return null;
  }
}
