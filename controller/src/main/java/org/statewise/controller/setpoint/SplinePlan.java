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
   * @throws PlanException if the path leaves a joint's range, passes its speed or is longer than a plan
   *     may be
   */
  SplinePlan(PlanLimits limits, String name, double[] times, double[][] q) throws PlanException {
    PlanBounds.checkPoints("motion '" + name + "'", times.length);
    PlanBounds.checkDuration("motion '" + name + "'", times[times.length - 1]);
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

  /**
   * Between its points a spline may overshoot. Each piece is looked at where it can be largest, so the
   * cost grows with the points and not with the time between them: p at the roots of
   * p'(s) = a + 2 c2 s + 3 c3 s^2, and p' at its ends and at the root of p''(s) = 2 c2 + 6 c3 s.
   */
  private void checkBetweenPoints(PlanLimits limits) throws PlanException {
    for (int i = 0; i + 1 < times.length; i++) {
      double h = times[i + 1] - times[i];
      for (int j = 0; j < q[i].length; j++) {
        double d = q[i + 1][j] - q[i][j];
        double a = slopes[i][j] * h;
        double b = slopes[i + 1][j] * h;
        double c2 = 3 * d - 2 * a - b;
        double c3 = a + b - 2 * d;
        limits.checkSpeed(name, j, slopes[i][j]);
        double fastest = -c2 / (3 * c3);
        if (fastest > 0 && fastest < 1) {
          limits.checkSpeed(name, j, (a + fastest * (2 * c2 + fastest * 3 * c3)) / h);
        }
        // The stable pair of roots: one by the sum of equal signs, the other by the product of both.
        double sum = -(c2 + Math.copySign(Math.sqrt(c2 * c2 - 3 * c3 * a), c2));
        for (double s : new double[]{sum / (3 * c3), a / sum}) {
          if (s > 0 && s < 1) {
            limits.checkPosition(name, j, q[i][j] + s * (a + s * (c2 + s * c3)));
          }
        }
      }
    }
  }

  @Override
  public Motion motion(int index) {
    return new Motion(name, 1);
  }

  @Override
  public int points() {
    return times.length;
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
