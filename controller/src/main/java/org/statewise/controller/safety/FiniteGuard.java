package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * Every number is finite. A state that is not leaves nothing to command by; a command that is not is
 * replaced by the last one, and the arm is braked.
 */
final class FiniteGuard implements Guard {
  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    if (!allFinite(context.state.q) || !allFinite(context.state.qd)) {
      return GuardVerdict.ABORT;
    }
    if (!allFinite(context.u)) {
      System.arraycopy(context.uLast, 0, context.u, 0, context.u.length);
      return GuardVerdict.STOP;
    }
    return GuardVerdict.PASS;
  }

  private static boolean allFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
