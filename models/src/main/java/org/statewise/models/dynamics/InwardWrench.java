package org.statewise.models.dynamics;

import org.statewise.models.HotPath;

/** The torques by which the joints of a chain bear a force and a moment on one of its links. */
@HotPath
final class InwardWrench {
  private InwardWrench() {}

  /**
   * Carries a wrench from link i to the base; each joint on the way bears its z component. From link
   * j to link j - 1, with the rotation R and the joint's origin p: f' = R f, n' = R n + p x f'.
   *
   * @param r the rotations of all joints, nine numbers each
   * @param wrench f, N, and n, Nm, in the frame of link i: six numbers at {@code at}
   * @param y receives the torque of joint j, 0 to i, at {@code j * width + column}
   */
  static void torquesInto(LinkTable links, double[] r, double[] wrench, int at, int i, double[] y,
      int width, int column) {
    double fx = wrench[at];
    double fy = wrench[at + 1];
    double fz = wrench[at + 2];
    double nx = wrench[at + 3];
    double ny = wrench[at + 4];
    double nz = wrench[at + 5];
    y[i * width + column] = nz;
    for (int j = i; j > 0; j--) {
      int k = 9 * j;
      double px = links.origin[3 * j];
      double py = links.origin[3 * j + 1];
      double pz = links.origin[3 * j + 2];
      double gx = r[k] * fx + r[k + 1] * fy + r[k + 2] * fz;
      double gy = r[k + 3] * fx + r[k + 4] * fy + r[k + 5] * fz;
      double gz = r[k + 6] * fx + r[k + 7] * fy + r[k + 8] * fz;
      double mx = r[k] * nx + r[k + 1] * ny + r[k + 2] * nz + py * gz - pz * gy;
      double my = r[k + 3] * nx + r[k + 4] * ny + r[k + 5] * nz + pz * gx - px * gz;
      double mz = r[k + 6] * nx + r[k + 7] * ny + r[k + 8] * nz + px * gy - py * gx;
      fx = gx;
      fy = gy;
      fz = gz;
      nx = mx;
      ny = my;
      nz = mz;
      y[(j - 1) * width + column] = nz;
    }
  }
}
