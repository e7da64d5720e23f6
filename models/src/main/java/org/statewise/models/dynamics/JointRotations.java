package org.statewise.models.dynamics;

import org.statewise.models.HotPath;
import org.statewise.models.SinCos;

/** R_j(q) = E_j Rz(q_j) of every joint: link j's coordinates into link j - 1's. */
final class JointRotations {
  /** Row-major, nine a joint. */
  final double[] r;
  private final double[] fixed;
  private final int joints;

  JointRotations(LinkTable links) {
    joints = links.joints;
    fixed = links.fixed;
    r = new double[9 * joints];
  }

  @HotPath
  void set(double[] q) {
    for (int j = 0; j < joints; j++) {
      double c = SinCos.cos(q[j]);
      double s = SinCos.sin(q[j]);
      for (int k = 9 * j; k < 9 * j + 9; k += 3) {
        double e0 = fixed[k];
        double e1 = fixed[k + 1];
        // The third column of Rz is z: E's own third column stays.
        r[k] = e0 * c + e1 * s;
        r[k + 1] = e1 * c - e0 * s;
        r[k + 2] = fixed[k + 2];
      }
    }
  }
}
