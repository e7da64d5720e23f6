package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * No joint comes closer to the end of its range than a margin: one that does is braked. Written so that
 * a position that is not a number fails too.
 */
final class RangeGuard implements Guard {
  private final double[] low;
  private final double[] high;

  /** The range less {@code marginRad} at both ends, rad. */
  RangeGuard(double[] qMin, double[] qMax, double marginRad) {
    low = qMin.clone();
    high = qMax.clone();
    for (int j = 0; j < low.length; j++) {
      low[j] += marginRad;
      high[j] -= marginRad;
    }
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    for (int j = 0; j < low.length; j++) {
      double q = context.state.q[j];
      if (!(q >= low[j] && q <= high[j])) {
        return GuardVerdict.STOP;
      }
    }
    return GuardVerdict.PASS;
  }
}
