package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * The fixed constants by which models scale their inputs and targets: inputs x = (q / qScale, qd /
 * qdScale, qdd / qddScale) and target tau / tauMax, joint by joint. They belong to the arm and do
 * not change while anything learns. Losses that depend on the state get the same scaled (q, qd), so
 * a learned loss is valid for the constants that it was trained with.
 */
public final class Scaling {
  private final double[] q;
  private final double[] qd;
  private final double[] qdd;
  private final double[] tauMax;

  /**
   * Copies its arguments.
   *
   * @param q rad
   * @param qd rad/s
   * @param qdd rad/s^2
   * @param tauMax Nm, the torque limits for example
   * @throws IllegalArgumentException if the lengths differ or a constant is not positive and finite
   */
  public Scaling(double[] q, double[] qd, double[] qdd, double[] tauMax) {
    this.q = checked("q", q, tauMax.length);
    this.qd = checked("qd", qd, tauMax.length);
    this.qdd = checked("qdd", qdd, tauMax.length);
    this.tauMax = checked("tauMax", tauMax, tauMax.length);
  }

  /** One constant each for position, velocity and acceleration; torques joint by joint. */
  public static Scaling uniform(double q, double qd, double qdd, double[] tauMax) {
    int n = tauMax.length;
    return new Scaling(filled(n, q), filled(n, qd), filled(n, qdd), tauMax);
  }

  /** All constants 1, for data that is scaled already. */
  public static Scaling none(int joints) {
    return uniform(1, 1, 1, filled(joints, 1));
  }

  /** n. */
  public int joints() {
    return tauMax.length;
  }

  /** A copy of the constants of the positions, rad. */
  public double[] q() {
    return q.clone();
  }

  /** A copy of the constants of the velocities, rad/s. */
  public double[] qd() {
    return qd.clone();
  }

  /** A copy of the constants of the accelerations, rad/s^2. */
  public double[] qdd() {
    return qdd.clone();
  }

  /** A copy of the constants of the torques, Nm. */
  public double[] tauMax() {
    return tauMax.clone();
  }

  /** Writes the scaled (q, qd, qdd), 3n numbers, into {@code x} from {@code offset} on. */
  @HotPath
  public void inputInto(double[] q, double[] qd, double[] qdd, double[] x, int offset) {
    int n = tauMax.length;
    for (int j = 0; j < n; j++) {
      x[offset + j] = q[j] / this.q[j];
      x[offset + n + j] = qd[j] / this.qd[j];
      x[offset + 2 * n + j] = qdd[j] / this.qdd[j];
    }
  }

  /** Writes tau / tauMax, n numbers, into {@code scaled} from {@code offset} on. */
  @HotPath
  public void torqueInto(double[] tau, double[] scaled, int offset) {
    for (int j = 0; j < tauMax.length; j++) {
      scaled[offset + j] = tau[j] / tauMax[j];
    }
  }

  /** The way back from {@link #inputInto} and {@link #torqueInto}, in place, n numbers each. */
  @HotPath
  public void physicalInto(double[] q, double[] qd, double[] qdd, double[] tau) {
    for (int j = 0; j < tauMax.length; j++) {
      q[j] *= this.q[j];
      qd[j] *= this.qd[j];
      qdd[j] *= this.qdd[j];
      tau[j] *= tauMax[j];
    }
  }

  /** Nm of joint {@code j} from a scaled torque. */
  @HotPath
  public double newtonMetres(int j, double scaled) {
    return scaled * tauMax[j];
  }

  private static double[] filled(int n, double value) {
    double[] all = new double[n];
    Arrays.fill(all, value);
    return all;
  }

  private static double[] checked(String name, double[] values, int joints) {
    if (values.length != joints) {
      throw new IllegalArgumentException("Scaling: " + name + " must have " + joints
          + " values, one a joint, got " + values.length + ".");
    }
    for (int j = 0; j < joints; j++) {
      if (!(values[j] > 0) || Double.isInfinite(values[j])) {
        throw new IllegalArgumentException("Scaling: " + name + " of joint " + j
            + " must be positive and finite, got " + values[j] + ".");
      }
    }
    return values.clone();
  }
}
