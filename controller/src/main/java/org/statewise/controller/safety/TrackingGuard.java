package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * |qDes_j - q_j| is at most a limit once the arm follows its set-point. Further apart, something else
 * holds the arm than what the controller believes: it hit something, a torque has the wrong sign, a
 * sensor lies, or the gains are too low for the task.
 */
final class TrackingGuard implements Guard {
  private final double limitRad;

  TrackingGuard(double limitRad) {
    this.limitRad = limitRad;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    if (!context.follows) {
      return GuardVerdict.PASS;
    }
    for (int j = 0; j < context.qDes.length; j++) {
      if (!(Math.abs(context.qDes[j] - context.state.q[j]) <= limitRad)) {
        return GuardVerdict.STOP;
      }
    }
    return GuardVerdict.PASS;
  }
}
