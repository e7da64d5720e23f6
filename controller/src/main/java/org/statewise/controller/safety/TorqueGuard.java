package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/** |u_j| is at most the joint's limit. */
final class TorqueGuard implements Guard {
  private final double[] limit;

  TorqueGuard(double[] limitNm) {
    limit = limitNm.clone();
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    GuardVerdict verdict = GuardVerdict.PASS;
    for (int j = 0; j < limit.length; j++) {
      double u = context.u[j];
      if (u > limit[j] || u < -limit[j]) {
        context.u[j] = Math.copySign(limit[j], u);
        verdict = GuardVerdict.LIMITED;
      }
    }
    return verdict;
  }
}
