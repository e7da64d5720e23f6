package org.statewise.controller.setpoint;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * A path through time-stamped points: the cubic spline of continuous acceleration that starts and ends
 * at rest (clamped spline; de Boor, A Practical Guide to Splines, chapter IV).
 */
public final class SplinePlan implements SetpointSource {
  private final String name;
  private final double[] times;
  private final double[][] q;
  private final double[][] slopes;
  private int piece;

  /**
   * @param name the motion's name in tables
   * @param times s, strictly increasing from 0, at least two
   * @param q one row a time, rad
   * @throws PlanException if the path leaves a joint's range or passes its speed
   */
  SplinePlan(PlanLimits limits, String name, double[] times, double[][] q) throws PlanException {
    this.name = name;
    this.times = times.clone();
    this.q = new double[q.length][];
    for (int i = 0; i < q.length; i++) {
      limits.checkPosition(name, q[i]);
      this.q[i] = q[i].clone();
    }
    slopes = clampedSlopes(this.times, this.q);
    checkBetweenPoints(limits);
  }

  /** Between its points a spline may overshoot: look at it every 4 ms. */
  private void checkBetweenPoints(PlanLimits limits) throws PlanException {
    Setpoint at = new Setpoint(q[0].length);
    double end = times[times.length - 1];
    int steps = (int) Math.ceil(end / 0.004);
    for (int i = 0; i <= steps; i++) {
      sampleInto(Math.min(end, i * 0.004), null, at);
      limits.checkPosition(name, at.qDes);
      for (int j = 0; j < at.qdDes.length; j++) {
        limits.checkSpeed(name, j, at.qdDes[j]);
      }
    }
    piece = 0;
  }

  @Override
  public Motion motion(int index) {
    return new Motion(name, 1);
  }

  @Override
  @HotPath
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    double end = times[times.length - 1];
    double t = Math.min(timeSeconds, end);
    while (piece + 2 < times.length && t >= times[piece + 1]) {
      piece++;
    }
    double h = times[piece + 1] - times[piece];
    double s = (t - times[piece]) / h;
    for (int j = 0; j < out.qDes.length; j++) {
      double q0 = q[piece][j];
      double d = q[piece + 1][j] - q0;
      double a = slopes[piece][j] * h;
      double b = slopes[piece + 1][j] * h;
      // Hermite: p(s) = q0 + a s + (3d - 2a - b) s^2 + (a + b - 2d) s^3
      double c2 = 3 * d - 2 * a - b;
      double c3 = a + b - 2 * d;
      out.qDes[j] = q0 + s * (a + s * (c2 + s * c3));
      out.qdDes[j] = (a + s * (2 * c2 + s * 3 * c3)) / h;
      out.qddDes[j] = timeSeconds < end ? (2 * c2 + 6 * c3 * s) / (h * h) : 0;
    }
    out.motion = 0;
    out.gripperClosed = false;
    out.finished = timeSeconds >= end;
  }

  /**
   * Slopes m_i of the clamped spline, by the tridiagonal system
   * h_i m_{i-1} + 2 (h_{i-1} + h_i) m_i + h_{i-1} m_{i+1} = 3 (h_i d_{i-1} + h_{i-1} d_i), with
   * d_i the divided differences and m = 0 at both ends.
   */
  private static double[][] clampedSlopes(double[] times, double[][] q) {
    int n = times.length;
    int joints = q[0].length;
    double[][] m = new double[n][joints];
    double[] upper = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double before = times[i] - times[i - 1];
      double after = times[i + 1] - times[i];
      double pivot = 2 * (before + after) - after * upper[i - 1];
      upper[i] = before / pivot;
      for (int j = 0; j < joints; j++) {
        double right = 3 * (after * (q[i][j] - q[i - 1][j]) / before
            + before * (q[i + 1][j] - q[i][j]) / after);
        m[i][j] = (right - after * m[i - 1][j]) / pivot;
      }
    }
    for (int i = n - 2; i >= 1; i--) {
      for (int j = 0; j < joints; j++) {
        m[i][j] -= upper[i] * m[i + 1][j];
      }
    }
    return m;
  }
}
