package org.statewise.bridge.sim;

import org.statewise.models.HotPath;

/**
 * The velocities after a step with dry friction, sticking included. They minimise
 *
 * <pre>1/2 v^T A v - p^T v + sum_j b_j |v_j|</pre>
 *
 * which is convex: joint j stands still exactly when what pushes it is at most b_j, and slides against a
 * friction impulse of b_j otherwise. Solved by coordinate descent from the velocities before the step,
 * which converges for every positive definite A, at any step size and friction.
 */
final class FrictionSolver {
  private static final int MAX_SWEEPS = 200;
  private static final double TOLERANCE_RAD_PER_S = 1e-12;

  private final int n;

  FrictionSolver(int n) {
    this.n = n;
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
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double change = 0;
      for (int j = 0; j < n; j++) {
        // r = p_j - sum_{k != j} A_jk v_k
        double r = p[j];
        for (int k = 0; k < n; k++) {
          r -= a[j * n + k] * v[k];
        }
        r += a[j * n + j] * v[j];
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
      if (change < TOLERANCE_RAD_PER_S) {
        return;
      }
    }
  }
}
