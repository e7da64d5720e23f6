package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * |qd_j| is at most a fraction of the joint's speed limit; a faster arm is braked. The arm's own
 * monitor trips at the limit itself, and harder.
 */
final class VelocityGuard implements Guard {
  private final double[] limit;

  VelocityGuard(double[] limitRadPerS) {
    limit = limitRadPerS.clone();
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    for (int j = 0; j < limit.length; j++) {
      // Written so that a velocity that is not a number fails too.
      if (!(Math.abs(context.state.qd[j]) <= limit[j])) {
        return GuardVerdict.STOP;
      }
    }
    return GuardVerdict.PASS;
  }
}
