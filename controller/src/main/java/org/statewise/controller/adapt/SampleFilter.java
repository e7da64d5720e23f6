package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Decides which samples the model learns from. None does once the arm has been at rest, desired and measured, for half a
 * second: friction holds it there, so that the torque says nothing of what moves it, and an observer would
 * add up the feedback. A shorter pause is no rest: what swings out in it still teaches. None does that no
 * arm could have made: a torque beyond the limits that the prior leaves, or an acceleration beyond 1000
 * rad/s^2.
 */
final class SampleFilter {
  private static final double DESIRED_REST_RAD_PER_S = 1e-3;
  private static final double REST_RAD_PER_S = 2e-3;
  private static final double MAX_QDD = 1000;

  private static final double REST_SECONDS = 0.5;

  private final double[] tauMax;
  private final double periodSeconds;
  private double restSeconds;

  SampleFilter(double[] tauMax, double periodSeconds) {
    this.tauMax = tauMax.clone();
    this.periodSeconds = periodSeconds;
  }

  /** @param sample with what the prior leaves as its torque */
  @HotPath
  boolean admits(Sample sample, Setpoint desired) {
    boolean moves = false;
    boolean plausible = true;
    for (int j = 0; j < tauMax.length; j++) {
      moves |= Math.abs(desired.qdDes[j]) > DESIRED_REST_RAD_PER_S
          || Math.abs(sample.qd[j]) > REST_RAD_PER_S;
      plausible &= Math.abs(sample.tau[j]) <= tauMax[j] && Math.abs(sample.qdd[j]) <= MAX_QDD;
    }
    restSeconds = moves ? 0 : restSeconds + periodSeconds;
    return plausible && restSeconds < REST_SECONDS;
  }
}
