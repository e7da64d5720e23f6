package org.statewise.models.dynamics;

import org.statewise.models.HotPath;

/** Potential energy of a chain in the base frame. Single-threaded scratch. */
final class ChainEnergy {
  private final LinkTable links;
  private final double[] r;
  /** Gravity in the axes of the link at hand, m/s^2. */
  private final double[] g = new double[3];

  ChainEnergy(LinkTable links, JointRotations rotations) {
    this.links = links;
    this.r = rotations.r;
  }

  /** V = -sum_j (m_j g . o_j + g_j . h_j), with o_j link j's origin and g_j gravity in its axes. */
  @HotPath
  double potential() {
    g[0] = links.gravity.x();
    g[1] = links.gravity.y();
    g[2] = links.gravity.z();
    double v = 0;
    // g . o_j, summed along the chain
    double along = 0;
    for (int j = 0; j < links.joints; j++) {
      int k = 9 * j;
      along += dot(links.origin, 3 * j);
      // g_j = R^T g_{j-1}
      double gx = r[k] * g[0] + r[k + 3] * g[1] + r[k + 6] * g[2];
      double gy = r[k + 1] * g[0] + r[k + 4] * g[1] + r[k + 7] * g[2];
      double gz = r[k + 2] * g[0] + r[k + 5] * g[1] + r[k + 8] * g[2];
      g[0] = gx;
      g[1] = gy;
      g[2] = gz;
      v -= links.mass[j] * along + dot(links.h, 3 * j);
    }
    return v;
  }

  private double dot(double[] v, int at) {
    return g[0] * v[at] + g[1] * v[at + 1] + g[2] * v[at + 2];
  }
}
