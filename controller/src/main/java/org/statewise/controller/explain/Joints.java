package org.statewise.controller.explain;

import java.util.function.IntToDoubleFunction;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.loop.TickRecord;

/** Which joint is the worst, by one measure or another. What is no number is worse than any number. */
final class Joints {
  private Joints() {}

  static int worst(int joints, IntToDoubleFunction measure) {
    int worst = 0;
    for (int j = 1; j < joints; j++) {
      if (Double.compare(measure.applyAsDouble(j), measure.applyAsDouble(worst)) > 0) {
        worst = j;
      }
    }
    return worst;
  }

  /** qDes - q, mrad. */
  static double errorMrad(TickRecord tick, int j) {
    return 1e3 * (tick.qDes[j] - tick.state.q[j]);
  }

  static int furthestOff(TickRecord tick) {
    return worst(tick.u.length, j -> Math.abs(errorMrad(tick, j)));
  }

  /** The part of its speed limit that a joint is measured at. */
  static double speedShare(ArmInfo arm, TickRecord tick, int j) {
    return Math.abs(tick.state.qd[j]) / arm.joints().get(j).qdMaxRadPerS();
  }

  static int fastest(ArmInfo arm, TickRecord tick) {
    return worst(tick.u.length, j -> speedShare(arm, tick, j));
  }

  /** The part of its torque limit that was commanded. */
  static double torqueShare(ArmInfo arm, TickRecord tick, int j) {
    return Math.abs(tick.u[j]) / arm.joints().get(j).tauMaxNm();
  }

  /** How far a joint is from the nearer end of its range, rad; negative outside. */
  static double marginRad(ArmInfo arm, TickRecord tick, int j) {
    double q = tick.state.q[j];
    return Math.min(q - arm.joints().get(j).qMinRad(), arm.joints().get(j).qMaxRad() - q);
  }
}
