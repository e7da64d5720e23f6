package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * |u_j| is at most the joint's limit.
 *
 * <p>The last command was held to it too, unless there was none yet: then it is the torque that
 * keeps the arm from falling, and an arm too heavy for its limit is not engaged. The rate guard
 * relies on this.
 */
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
      if (Math.abs(context.uLast[j]) > limit[j]) {
        verdict = GuardVerdict.ABORT;
      }
      if (u > limit[j] || u < -limit[j]) {
        context.u[j] = Math.copySign(limit[j], u);
        verdict = verdict.orGraver(GuardVerdict.LIMITED);
      }
    }
    return verdict;
  }
}
