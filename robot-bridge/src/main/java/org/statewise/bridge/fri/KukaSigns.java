package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * The one place where KUKA's torques become ours and ours KUKA's. Ours: positive torque accelerates
 * positively, and the measured one is what the arm's motors apply. KUKA's measured torque has the
 * opposite sign (correlation -1.00 with rigid-body torque on data of two real iiwa 14); its external
 * and its commanded torque do not. Joints have the same order on both sides.
 */
@HotPath
final class KukaSigns {
  private KukaSigns() {}

  /** KUKA's measured torque in our sign, or ours in KUKA's: the way is the same. */
  static void flipMeasuredInto(double[] from, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] = -from[j];
    }
  }

  /** Our overlay torque as KUKA wants it, or the other way. */
  static void overlayInto(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
