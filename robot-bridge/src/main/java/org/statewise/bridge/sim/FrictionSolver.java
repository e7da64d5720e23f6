package org.statewise.bridge.sim;

import org.statewise.models.HotPath;
import org.statewise.models.dynamics.Cholesky;

/**
 * The velocities after a step with dry friction, sticking included. They minimise
 *
 * <pre>1/2 v^T A v - p^T v + sum_j b_j |v_j|</pre>
 *
 * which is convex: joint j stands still exactly when what pushes it is at most b_j, and slides
 * against a friction impulse of b_j otherwise.
 *
 * <p>As long as no joint starts, stops or turns, the signs of v are those of the step before, and
 * the minimum is the solution of a linear system; it is tried first. Sweeps of coordinate descent
 * then prove it or find the new signs. No part of this ever raises the cost, so that it converges
 * for every positive definite A, at any step size and friction.
 */
final class FrictionSolver {
  private static final int MAX_ROUNDS = 20;
  private static final int SWEEPS_A_ROUND = 10;
  private static final double TOLERANCE_RAD_PER_S = 1e-12;

  private final int n;
  private final Cholesky cholesky;
  private final double[] system;
  private final double[] trial;

  FrictionSolver(int n) {
    this.n = n;
    cholesky = new Cholesky(n);
    system = new double[n * n];
    trial = new double[n];
  }

  /**
   * Solves for v.
   *
   * @param a mass matrix plus implicit damping, n x n row-major, kg m^2
   * @param p momentum if there were no dry friction, kg m^2/s
   * @param bound largest impulse of dry friction, Nm s
   * @param v the velocities before, replaced by those after, rad/s
   */
  @HotPath
  void solve(double[] a, double[] p, double[] bound, double[] v) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      keepSigns(a, p, bound, v);
      for (int sweep = 0; sweep < SWEEPS_A_ROUND; sweep++) {
        if (sweep(a, p, bound, v) < TOLERANCE_RAD_PER_S) {
          return;
        }
      }
    }
  }

  /** Takes the minimum among velocities of the same signs, unless some sign would not be kept. */
  @HotPath
  private void keepSigns(double[] a, double[] p, double[] bound, double[] v) {
    // A_ss v_s = p_s - b_s sign(v_s) for those that slide; the rest stands: an equation v_j = 0.
    for (int j = 0; j < n; j++) {
      boolean slides = v[j] != 0;
      for (int k = 0; k < n; k++) {
        system[j * n + k] = slides && v[k] != 0 ? a[j * n + k] : 0;
      }
      if (slides) {
        trial[j] = p[j] - bound[j] * Math.signum(v[j]);
      } else {
        system[j * n + j] = 1;
        trial[j] = 0;
      }
    }
    if (!cholesky.factor(system)) {
      return;
    }
    cholesky.solve(trial);
    for (int j = 0; j < n; j++) {
      if (trial[j] * v[j] < 0) {
        return;
      }
    }
    System.arraycopy(trial, 0, v, 0, n);
  }

  /** Minimises along each coordinate in turn; gives the largest change, rad/s. */
  @HotPath
  private double sweep(double[] a, double[] p, double[] bound, double[] v) {
    double change = 0;
    for (int j = 0; j < n; j++) {
      // r = p_j - sum_{k != j} A_jk v_k
      double r = p[j] + a[j * n + j] * v[j];
      for (int k = 0; k < n; k++) {
        r -= a[j * n + k] * v[k];
      }
      // v_j = sign(r) max(|r| - b_j, 0) / A_jj
      double next = 0;
      if (r > bound[j]) {
        next = (r - bound[j]) / a[j * n + j];
      } else if (r < -bound[j]) {
        next = (r + bound[j]) / a[j * n + j];
      }
      change = Math.max(change, Math.abs(next - v[j]));
      v[j] = next;
    }
    return change;
  }
}
