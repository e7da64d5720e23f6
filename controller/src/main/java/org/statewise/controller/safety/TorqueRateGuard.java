package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * |u_j - uLast_j| is at most rate * dt. It comes after the torque limit: what lies between two commands
 * within that limit is within it too.
 */
final class TorqueRateGuard implements Guard {
  private final double rateNmPerS;

  TorqueRateGuard(double rateNmPerS) {
    this.rateNmPerS = rateNmPerS;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    GuardVerdict verdict = GuardVerdict.PASS;
    double step = rateNmPerS * context.dtSeconds;
    for (int j = 0; j < context.u.length; j++) {
      double change = context.u[j] - context.uLast[j];
      if (change > step || change < -step) {
        context.u[j] = context.uLast[j] + Math.copySign(step, change);
        verdict = GuardVerdict.LIMITED;
      }
    }
    return verdict;
  }
}
