package org.statewise.models.dynamics;

/** Free motion by the classical fourth-order method, for tests. */
final class RungeKutta {
  private final RigidBody body;
  private final int n;

  RungeKutta(RigidBody body) {
    this.body = body;
    n = body.jointCount();
  }

  /** Moves q and qd on by {@code dt}. */
  void step(double[] q, double[] qd, double dt) {
    double[] a1 = acceleration(q, qd);
    double[] v2 = plus(qd, a1, dt / 2);
    double[] a2 = acceleration(plus(q, qd, dt / 2), v2);
    double[] v3 = plus(qd, a2, dt / 2);
    double[] a3 = acceleration(plus(q, v2, dt / 2), v3);
    double[] v4 = plus(qd, a3, dt);
    double[] a4 = acceleration(plus(q, v3, dt), v4);
    for (int j = 0; j < n; j++) {
      q[j] += dt / 6 * (qd[j] + 2 * v2[j] + 2 * v3[j] + v4[j]);
      qd[j] += dt / 6 * (a1[j] + 2 * a2[j] + 2 * a3[j] + a4[j]);
    }
  }

  private double[] acceleration(double[] q, double[] qd) {
    double[] qdd = new double[n];
    body.forwardDynamicsInto(q, qd, new double[n], qdd);
    return qdd;
  }

  private static double[] plus(double[] a, double[] b, double scale) {
    double[] sum = a.clone();
    for (int j = 0; j < a.length; j++) {
      sum[j] += scale * b[j];
    }
    return sum;
  }
}
