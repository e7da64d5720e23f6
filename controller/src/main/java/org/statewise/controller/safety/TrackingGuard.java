package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * |qDes_j - q_j| is at most a limit once the arm follows its set-point. Further apart, something else
 * holds the arm than what the controller believes: it hit something, a torque has the wrong sign, a
 * sensor lies, or the gains are too low for the task. An arm that holds still has a limit of its own: it
 * has no motion to lag behind, and whoever pushes it away stands beside it.
 */
final class TrackingGuard implements Guard {
  private final double limitRad;
  private final double holdingLimitRad;

  TrackingGuard(double limitRad, double holdingLimitRad) {
    this.limitRad = limitRad;
    this.holdingLimitRad = holdingLimitRad;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    if (!context.follows) {
      return GuardVerdict.PASS;
    }
    double limit = context.holds ? holdingLimitRad : limitRad;
    for (int j = 0; j < context.qDes.length; j++) {
      if (!(Math.abs(context.qDes[j] - context.state.q[j]) <= limit)) {
        return GuardVerdict.STOP;
      }
    }
    return GuardVerdict.PASS;
  }
}
