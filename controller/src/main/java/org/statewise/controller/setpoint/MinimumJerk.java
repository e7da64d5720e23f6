package org.statewise.controller.setpoint;

import org.statewise.models.HotPath;

/**
 * A straight motion in joint space, from rest to rest, of least jerk (Flash and Hogan 1985):
 * q(s) = q0 + (q1 - q0) (10 s^3 - 15 s^4 + 6 s^5), s = t / T.
 */
final class MinimumJerk {
  /** Peak of dq/ds: 1.875 at s = 1/2. */
  static final double PEAK_SPEED = 1.875;

  /** Peak of d2q/ds2: 10 / sqrt(3) at s = (3 - sqrt 3) / 6. */
  static final double PEAK_ACCELERATION = 10 / Math.sqrt(3);

  private final double[] q0;
  private final double[] delta;
  private final double durationSeconds;

  /** From {@code q0} to {@code q1} (rad) in {@code durationSeconds}, positive. */
  MinimumJerk(double[] q0, double[] q1, double durationSeconds) {
    this.q0 = q0.clone();
    this.delta = new double[q0.length];
    for (int j = 0; j < q0.length; j++) {
      delta[j] = q1[j] - q0[j];
    }
    this.durationSeconds = durationSeconds;
  }

  /** Samples at {@code timeSeconds} since its beginning, clamped to [0, T]. */
  @HotPath
  void sampleInto(double timeSeconds, Setpoint out) {
    double s = Math.clamp(timeSeconds / durationSeconds, 0, 1);
    // p = 10 s^3 - 15 s^4 + 6 s^5 and its derivatives by s
    double p = s * s * s * (10 - 15 * s + 6 * s * s);
    double dp = 30 * s * s * (1 - s) * (1 - s);
    double ddp = 60 * s * (1 - s) * (1 - 2 * s);
    for (int j = 0; j < delta.length; j++) {
      out.qDes[j] = q0[j] + delta[j] * p;
      out.qdDes[j] = delta[j] * dp / durationSeconds;
      out.qddDes[j] = delta[j] * ddp / (durationSeconds * durationSeconds);
    }
  }

  /** The shortest duration in which no joint passes {@code qdMax}, at least {@code leastSeconds}. */
  static double durationWithin(double[] q0, double[] q1, double[] qdMax, double leastSeconds) {
    double duration = leastSeconds;
    for (int j = 0; j < q0.length; j++) {
      duration = Math.max(duration, PEAK_SPEED * Math.abs(q1[j] - q0[j]) / qdMax[j]);
    }
    return duration;
  }
}
