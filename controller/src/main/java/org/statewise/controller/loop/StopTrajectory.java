package org.statewise.controller.loop;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Brings a moving set-point to rest, all joints in the same time T, with s = t / T:
 *
 * <p>qdDes(s) = qd0 (1 - s)^2 (1 + 2 s) + qdd0 T0 r (1 - r)^2, r = min(t / T0, 1), and its integral and
 * derivative. The first part decelerates by at most 1.5 |qd0| / T and goes qd0 T / 2; the second lets
 * the acceleration that there is fade out within T0 = 0.1 s, so that the torque does not step.
 */
final class StopTrajectory {
  private static final double MIN_SECONDS = 0.1;

  private final double decelerationRadPerS2;
  private final double[] q0;
  private final double[] qd0;
  private final double[] qdd0;
  private double durationSeconds;

  /** @param decelerationRadPerS2 what no joint passes, rad/s^2, positive */
  StopTrajectory(int joints, double decelerationRadPerS2) {
    this.decelerationRadPerS2 = decelerationRadPerS2;
    q0 = new double[joints];
    qd0 = new double[joints];
    qdd0 = new double[joints];
  }

  /** Starts where the set-point is now. */
  @HotPath
  void begin(Setpoint from) {
    durationSeconds = MIN_SECONDS;
    for (int j = 0; j < q0.length; j++) {
      q0[j] = from.qDes[j];
      qd0[j] = from.qdDes[j];
      qdd0[j] = from.qddDes[j];
      durationSeconds = Math.max(durationSeconds, 1.5 * Math.abs(qd0[j]) / decelerationRadPerS2);
    }
  }

  /** Samples {@code timeSeconds} after the beginning; true once at rest. */
  @HotPath
  boolean sampleInto(double timeSeconds, Setpoint out) {
    double s = Math.min(timeSeconds / durationSeconds, 1);
    // integral of (1 - s)^2 (1 + 2 s) = 1 - 3 s^2 + 2 s^3
    double way = s - s * s * s + 0.5 * s * s * s * s;
    double speed = (1 - s) * (1 - s) * (1 + 2 * s);
    double slope = -6 * s * (1 - s);
    double r = Math.min(timeSeconds / MIN_SECONDS, 1);
    // integral of r (1 - r)^2 = r^2 / 2 - 2 r^3 / 3 + r^4 / 4
    double fadeWay = MIN_SECONDS * MIN_SECONDS * r * r * (6 - 8 * r + 3 * r * r) / 12;
    double fadeSpeed = MIN_SECONDS * r * (1 - r) * (1 - r);
    double fadeSlope = (1 - r) * (1 - 3 * r);
    for (int j = 0; j < q0.length; j++) {
      out.qDes[j] = q0[j] + qd0[j] * durationSeconds * way + qdd0[j] * fadeWay;
      out.qdDes[j] = qd0[j] * speed + qdd0[j] * fadeSpeed;
      out.qddDes[j] = qd0[j] * slope / durationSeconds + qdd0[j] * fadeSlope;
    }
    return s >= 1;
  }
}
