package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * Joint velocity from positions, since FRI transmits no velocities: the slope, at the newest
 * instant, of the parabola fitted by least squares to the last five positions. With s the times
 * before now and S_k = sum s^k, the weight of each position is the derivative row of the normal
 * equations,
 *
 * <pre>
 * w_i = (c1 + c2 s_i + c3 s_i^2) / det,   qd = sum_i w_i q_i
 * </pre>
 *
 * so that one solution of times serves all joints, and a lost state costs accuracy but no bias. A
 * constant acceleration is met exactly, without delay; white noise of sigma rad grows to 1.11 sigma
 * / period rad/s (a plain difference: 1.41, half a period late; a parabola through three points:
 * 2.55). Two positions give their difference, one gives 0. After a gap of more than {@link
 * #MAX_GAP_PERIODS} periods it starts over.
 *
 * <p>Pure arithmetic: equal states give equal velocities to the bit. One thread.
 */
@HotPath
final class VelocityEstimator {
  static final int WINDOW = 5;
  static final int MAX_GAP_PERIODS = 5;

  private final int joints;
  /** Newest first. */
  private final double[][] q = new double[WINDOW][];
  private final long[] timeNs = new long[WINDOW];
  private final double[] weight = new double[WINDOW];
  private int known;

  VelocityEstimator(int joints) {
    this.joints = joints;
    for (int i = 0; i < WINDOW; i++) {
      q[i] = new double[joints];
    }
  }

  /** Forgets every position. */
  void reset() {
    known = 0;
  }

  /**
   * Takes the newest position and gives the velocity there.
   *
   * @param nowNs later than the one before, on the arm's clock
   * @param periodNs the time between two states, the unit in which the fit is solved
   * @param qd receives n velocities, rad/s
   */
  void estimateInto(long nowNs, long periodNs, double[] qNow, double[] qd) {
    if (known > 0 && nowNs - timeNs[0] > MAX_GAP_PERIODS * periodNs) {
      known = 0;
    }
    push(nowNs, qNow);
    switch (known) {
      case 1 -> weight[0] = 0;
      case 2 -> {
        weight[0] = (double) periodNs / (timeNs[0] - timeNs[1]);
        weight[1] = -weight[0];
      }
      default -> fit(periodNs);
    }
    double perSecond = 1e9 / periodNs;
    for (int j = 0; j < joints; j++) {
      double slope = 0;
      // Differences to the newest: the weights sum to 0, and small numbers keep their digits.
      for (int i = 1; i < known; i++) {
        slope += weight[i] * (q[i][j] - q[0][j]);
      }
      qd[j] = slope * perSecond;
    }
  }

  private void push(long nowNs, double[] qNow) {
    double[] oldest = q[WINDOW - 1];
    for (int i = WINDOW - 1; i > 0; i--) {
      q[i] = q[i - 1];
      timeNs[i] = timeNs[i - 1];
    }
    q[0] = oldest;
    System.arraycopy(qNow, 0, oldest, 0, joints);
    timeNs[0] = nowNs;
    known = Math.min(known + 1, WINDOW);
  }

  /** Row of d/ds at s = 0 in the inverse of the normal matrix [S0 S1 S2; S1 S2 S3; S2 S3 S4]. */
  private void fit(long periodNs) {
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    for (int i = 0; i < known; i++) {
      double s = (double) (timeNs[i] - timeNs[0]) / periodNs;
      s1 += s;
      s2 += s * s;
      s3 += s * s * s;
      s4 += s * s * s * s;
    }
    double s0 = known;
    double c1 = s2 * s3 - s1 * s4;
    double c2 = s0 * s4 - s2 * s2;
    double c3 = s1 * s2 - s0 * s3;
    double det = s1 * c1 + s2 * c2 + s3 * c3;
    for (int i = 0; i < known; i++) {
      double s = (double) (timeNs[i] - timeNs[0]) / periodNs;
      weight[i] = (c1 + c2 * s + c3 * s * s) / det;
    }
  }
}
