package org.statewise.models.dynamics;

import org.statewise.models.HotPath;

/**
 * The recursive Newton-Euler algorithm in link frames (Luh, Walker and Paul, 1980): motion outward
 * from the base, forces inward from the flange. Single-threaded scratch; the rotations must be set
 * first.
 */
final class NewtonEuler {
  /** Angular velocity, angular acceleration, linear acceleration of a frame: nine numbers. */
  private static final int MOTION = 9;

  private final LinkTable links;
  private final double[] r;
  private final int n;
  /** The base in slot 0, link j in slot j + 1. */
  private final double[] motion;
  private final double[] force;
  private final double[] moment;

  NewtonEuler(LinkTable links, JointRotations rotations) {
    this.links = links;
    this.r = rotations.r;
    this.n = links.joints;
    motion = new double[MOTION * (n + 1)];
    force = new double[3 * n];
    moment = new double[3 * n];
  }

  /**
   * tau = M(q) qdd + C(q, qd) qd + (g(q) if {@code withGravity}); {@code tau} may alias an input.
   */
  @HotPath
  void torquesInto(double[] qd, double[] qdd, boolean withGravity, double[] tau) {
    base(withGravity);
    for (int j = 0; j < n; j++) {
      move(j, qd[j], qdd[j]);
      wrench(j);
    }
    for (int j = n - 1; j >= 0; j--) {
      // tau_j = z . n_j + rotor_j qdd_j
      tau[j] = moment[3 * j + 2] + links.rotor[j] * qdd[j];
      if (j > 0) {
        passInward(j);
      }
    }
  }

  /**
   * The motion of all links, gravity included.
   *
   * @return (omega, alpha, a) of the base, then of each link in its own axes, nine numbers a frame:
   *     scratch, valid until the next call of any method
   */
  @HotPath
  double[] motions(double[] qd, double[] qdd) {
    base(true);
    for (int j = 0; j < n; j++) {
      move(j, qd[j], qdd[j]);
    }
    return motion;
  }

  @HotPath
  private void base(boolean withGravity) {
    // A base that accelerates upward by g is what gravity feels like.
    motion[6] = withGravity ? -links.gravity.x() : 0;
    motion[7] = withGravity ? -links.gravity.y() : 0;
    motion[8] = withGravity ? -links.gravity.z() : 0;
  }

  /** The motion of link j from that of link j - 1. */
  @HotPath
  private void move(int j, double qd, double qdd) {
    int b = MOTION * j;
    int o = b + MOTION;
    int k = 9 * j;
    double wx = motion[b];
    double wy = motion[b + 1];
    double wz = motion[b + 2];
    double ax = motion[b + 3];
    double ay = motion[b + 4];
    double az = motion[b + 5];
    double px = links.origin[3 * j];
    double py = links.origin[3 * j + 1];
    double pz = links.origin[3 * j + 2];
    // a_o = a + alpha x p + omega x (omega x p), still in the parent's axes
    double vx = wy * pz - wz * py;
    double vy = wz * px - wx * pz;
    double vz = wx * py - wy * px;
    double lx = motion[b + 6] + ay * pz - az * py + wy * vz - wz * vy;
    double ly = motion[b + 7] + az * px - ax * pz + wz * vx - wx * vz;
    double lz = motion[b + 8] + ax * py - ay * px + wx * vy - wy * vx;
    // omega_j = R^T omega + z qd
    double ux = r[k] * wx + r[k + 3] * wy + r[k + 6] * wz;
    double uy = r[k + 1] * wx + r[k + 4] * wy + r[k + 7] * wz;
    motion[o] = ux;
    motion[o + 1] = uy;
    motion[o + 2] = r[k + 2] * wx + r[k + 5] * wy + r[k + 8] * wz + qd;
    // alpha_j = R^T alpha + z qdd + (R^T omega) x z qd
    motion[o + 3] = r[k] * ax + r[k + 3] * ay + r[k + 6] * az + uy * qd;
    motion[o + 4] = r[k + 1] * ax + r[k + 4] * ay + r[k + 7] * az - ux * qd;
    motion[o + 5] = r[k + 2] * ax + r[k + 5] * ay + r[k + 8] * az + qdd;
    // a_j = R^T a_o
    motion[o + 6] = r[k] * lx + r[k + 3] * ly + r[k + 6] * lz;
    motion[o + 7] = r[k + 1] * lx + r[k + 4] * ly + r[k + 7] * lz;
    motion[o + 8] = r[k + 2] * lx + r[k + 5] * ly + r[k + 8] * lz;
  }

  /** The force and the moment about its origin that link j needs for its motion. */
  @HotPath
  private void wrench(int j) {
    int o = MOTION * (j + 1);
    double wx = motion[o];
    double wy = motion[o + 1];
    double wz = motion[o + 2];
    double ax = motion[o + 3];
    double ay = motion[o + 4];
    double az = motion[o + 5];
    double lx = motion[o + 6];
    double ly = motion[o + 7];
    double lz = motion[o + 8];
    double m = links.mass[j];
    double hx = links.h[3 * j];
    double hy = links.h[3 * j + 1];
    double hz = links.h[3 * j + 2];
    // f = m a + alpha x h + omega x (omega x h)
    double vx = wy * hz - wz * hy;
    double vy = wz * hx - wx * hz;
    double vz = wx * hy - wy * hx;
    force[3 * j] = m * lx + ay * hz - az * hy + wy * vz - wz * vy;
    force[3 * j + 1] = m * ly + az * hx - ax * hz + wz * vx - wx * vz;
    force[3 * j + 2] = m * lz + ax * hy - ay * hx + wx * vy - wy * vx;
    double[] s = links.secondMoment;
    int i = 6 * j;
    double jx = s[i] * wx + s[i + 3] * wy + s[i + 4] * wz;
    double jy = s[i + 3] * wx + s[i + 1] * wy + s[i + 5] * wz;
    double jz = s[i + 4] * wx + s[i + 5] * wy + s[i + 2] * wz;
    // n = J alpha + omega x (J omega) + h x a
    moment[3 * j] = s[i] * ax + s[i + 3] * ay + s[i + 4] * az
        + wy * jz - wz * jy + hy * lz - hz * ly;
    moment[3 * j + 1] = s[i + 3] * ax + s[i + 1] * ay + s[i + 5] * az
        + wz * jx - wx * jz + hz * lx - hx * lz;
    moment[3 * j + 2] = s[i + 4] * ax + s[i + 5] * ay + s[i + 2] * az
        + wx * jy - wy * jx + hx * ly - hy * lx;
  }

  /** Adds link j's force and moment to its parent's. */
  @HotPath
  private void passInward(int j) {
    int k = 9 * j;
    int c = 3 * j;
    int p = c - 3;
    // f_{j-1} += R f_j
    double fx = r[k] * force[c] + r[k + 1] * force[c + 1] + r[k + 2] * force[c + 2];
    double fy = r[k + 3] * force[c] + r[k + 4] * force[c + 1] + r[k + 5] * force[c + 2];
    double fz = r[k + 6] * force[c] + r[k + 7] * force[c + 1] + r[k + 8] * force[c + 2];
    force[p] += fx;
    force[p + 1] += fy;
    force[p + 2] += fz;
    double px = links.origin[c];
    double py = links.origin[c + 1];
    double pz = links.origin[c + 2];
    // n_{j-1} += R n_j + p x R f_j
    moment[p] += r[k] * moment[c] + r[k + 1] * moment[c + 1] + r[k + 2] * moment[c + 2]
        + py * fz - pz * fy;
    moment[p + 1] += r[k + 3] * moment[c] + r[k + 4] * moment[c + 1] + r[k + 5] * moment[c + 2]
        + pz * fx - px * fz;
    moment[p + 2] += r[k + 6] * moment[c] + r[k + 7] * moment[c + 1] + r[k + 8] * moment[c + 2]
        + px * fy - py * fx;
  }
}
