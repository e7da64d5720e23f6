package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/**
 * Every joint can still be braked before it comes closer to the end of its range than a margin:
 *
 * <pre>
 * qRest = q + qd t + qd |qd| / (2 a)
 * </pre>
 *
 * with the time t that passes before braking takes hold and the deceleration a that it reaches. q and
 * qRest both lie inside the range less the margin, or the arm is braked. Written so that a position
 * that is not a number fails too.
 */
final class RangeGuard implements Guard {
  private final double[] low;
  private final double[] high;
  private final double reactionSeconds;
  private final double twiceDeceleration;

  /**
   * @param marginRad how far from both ends of the range, rad
   * @param reactionSeconds t
   * @param brakingRadPerS2 a
   */
  RangeGuard(double[] qMin, double[] qMax, double marginRad, double reactionSeconds,
      double brakingRadPerS2) {
    low = qMin.clone();
    high = qMax.clone();
    for (int j = 0; j < low.length; j++) {
      low[j] += marginRad;
      high[j] -= marginRad;
    }
    this.reactionSeconds = reactionSeconds;
    twiceDeceleration = 2 * brakingRadPerS2;
  }

  @Override
  @HotPath
  public GuardVerdict check(GuardContext context) {
    for (int j = 0; j < low.length; j++) {
      double q = context.state.q[j];
      double qd = context.state.qd[j];
      // qRest = q + qd t + qd |qd| / (2 a)
      double qRest = q + qd * reactionSeconds + qd * Math.abs(qd) / twiceDeceleration;
      if (!(q >= low[j] && q <= high[j] && qRest >= low[j] && qRest <= high[j])) {
        return GuardVerdict.STOP;
      }
    }
    return GuardVerdict.PASS;
  }
}
