package org.statewise.models.dynamics;

import org.statewise.models.HotPath;

/**
 * The mass matrix by the composite-rigid-body algorithm (Walker and Orin, 1982): all links from j
 * outward act as one body when only joint j accelerates. Single-threaded scratch; the rotations
 * must be set first.
 */
final class CompositeBody {
  private final LinkTable links;
  private final double[] r;
  private final int n;
  private final double[] mass;
  private final double[] h;
  private final double[] second;
  /** R J, nine. */
  private final double[] product = new double[9];
  private final double[] wrench = new double[6];

  CompositeBody(LinkTable links, JointRotations rotations) {
    this.links = links;
    this.r = rotations.r;
    this.n = links.joints;
    mass = new double[n];
    h = new double[3 * n];
    second = new double[6 * n];
  }

  /** @param m receives the n x n matrix, row-major, kg m^2 */
  @HotPath
  void massMatrixInto(double[] m) {
    System.arraycopy(links.mass, 0, mass, 0, n);
    System.arraycopy(links.h, 0, h, 0, 3 * n);
    System.arraycopy(links.secondMoment, 0, second, 0, 6 * n);
    for (int j = n - 1; j >= 0; j--) {
      column(j, m);
      if (j > 0) {
        passInward(j);
      }
    }
  }

  /** M_ij for i <= j: the torque at joint i when joint j alone accelerates by one. */
  @HotPath
  private void column(int j, double[] m) {
    // f = z x h, n = J z
    wrench[0] = -h[3 * j + 1];
    wrench[1] = h[3 * j];
    wrench[2] = 0;
    wrench[3] = second[6 * j + 4];
    wrench[4] = second[6 * j + 5];
    wrench[5] = second[6 * j + 2];
    InwardWrench.torquesInto(links, r, wrench, 0, j, m, n, j);
    // The motor's inertia counts at its own joint alone.
    m[j * n + j] += links.rotor[j];
    for (int i = 0; i < j; i++) {
      m[j * n + i] = m[i * n + j];
    }
  }

  /** Adds what is outward of joint j to link j - 1. */
  @HotPath
  private void passInward(int j) {
    int k = 9 * j;
    double px = links.origin[3 * j];
    double py = links.origin[3 * j + 1];
    double pz = links.origin[3 * j + 2];
    double m = mass[j];
    // h' = R h
    double hx = r[k] * h[3 * j] + r[k + 1] * h[3 * j + 1] + r[k + 2] * h[3 * j + 2];
    double hy = r[k + 3] * h[3 * j] + r[k + 4] * h[3 * j + 1] + r[k + 5] * h[3 * j + 2];
    double hz = r[k + 6] * h[3 * j] + r[k + 7] * h[3 * j + 1] + r[k + 8] * h[3 * j + 2];
    mass[j - 1] += m;
    h[3 * j - 3] += hx + m * px;
    h[3 * j - 2] += hy + m * py;
    h[3 * j - 1] += hz + m * pz;
    // J_{j-1} += R J R^T + 2 (p . h') 1 - p h'^T - h' p^T + m (|p|^2 1 - p p^T)
    turn(j);
    double trace = 2 * (px * hx + py * hy + pz * hz) + m * (px * px + py * py + pz * pz);
    int o = 6 * j - 6;
    second[o] += row(0, k) + trace - 2 * px * hx - m * px * px;
    second[o + 1] += row(3, k + 3) + trace - 2 * py * hy - m * py * py;
    second[o + 2] += row(6, k + 6) + trace - 2 * pz * hz - m * pz * pz;
    second[o + 3] += row(0, k + 3) - px * hy - hx * py - m * px * py;
    second[o + 4] += row(0, k + 6) - px * hz - hx * pz - m * px * pz;
    second[o + 5] += row(3, k + 6) - py * hz - hy * pz - m * py * pz;
  }

  /** product = R J. */
  @HotPath
  private void turn(int j) {
    int o = 6 * j;
    for (int row = 0; row < 9; row += 3) {
      double a = r[9 * j + row];
      double b = r[9 * j + row + 1];
      double c = r[9 * j + row + 2];
      product[row] = a * second[o] + b * second[o + 3] + c * second[o + 4];
      product[row + 1] = a * second[o + 3] + b * second[o + 1] + c * second[o + 5];
      product[row + 2] = a * second[o + 4] + b * second[o + 5] + c * second[o + 2];
    }
  }

  /** An entry of (R J) R^T: the row of R J at {@code a} times the row of R at {@code b}. */
  @HotPath
  private double row(int a, int b) {
    return product[a] * r[b] + product[a + 1] * r[b + 1] + product[a + 2] * r[b + 2];
  }
}
