package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Which samples may teach. None does at rest, desired and measured: friction holds the arm there, so that
 * the torque says nothing of what moves it, and an observer would add up the feedback. None does that no
 * arm could have made: a torque beyond the limits that the prior leaves, or an acceleration beyond 1000
 * rad/s^2.
 */
final class LearningGate {
  private static final double DESIRED_REST_RAD_PER_S = 1e-3;
  private static final double REST_RAD_PER_S = 2e-3;
  private static final double LARGEST_QDD = 1000;

  private final double[] tauMax;

  LearningGate(double[] tauMax) {
    this.tauMax = tauMax.clone();
  }

  /** @param sample with what the prior leaves as its torque */
  @HotPath
  boolean admits(Sample sample, Setpoint desired) {
    boolean moves = false;
    boolean plausible = true;
    for (int j = 0; j < tauMax.length; j++) {
      moves |= Math.abs(desired.qdDes[j]) > DESIRED_REST_RAD_PER_S
          || Math.abs(sample.qd[j]) > REST_RAD_PER_S;
      plausible &= Math.abs(sample.tau[j]) <= tauMax[j] && Math.abs(sample.qdd[j]) <= LARGEST_QDD;
    }
    return moves && plausible;
  }
}
