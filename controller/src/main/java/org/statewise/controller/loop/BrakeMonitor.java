package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/**
 * Watches an arm that is braked by damping, and says when that is over: at rest; after a second; and
 * as soon as damping does not brake, be it that an unknown load pulls, a torque has the wrong sign or
 * a sensor lies. The arm's own hold does the rest then.
 */
final class BrakeMonitor {
  /** Below this speed of every joint, braking is done, rad/s. */
  private static final double AT_REST_RAD_PER_S = 0.01;

  /** How long braking may take, ns. */
  private static final long LONGEST_NS = 1_000_000_000;

  /** In so long the fastest joint has to lose three tenths of its speed, ns. */
  private static final long SLOWER_WITHIN_NS = 120_000_000;
  private static final double SLOWER = 0.7;

  /** An arm faster than this factor times its first speed, and this much, is not being braked. */
  private static final double FASTER = 1.5;
  private static final double FASTER_RAD_PER_S = 0.3;

  private boolean begun;
  private long beganNs;
  private long slowestNs;
  private double slowest;
  private double tooFast;

  /** Whether braking is over; NaN ends it too. */
  @HotPath
  boolean over(double[] qd, long nowNs) {
    double fastest = 0;
    for (int j = 0; j < qd.length; j++) {
      fastest = Math.max(fastest, Math.abs(qd[j]));
    }
    if (!begun) {
      begun = true;
      beganNs = nowNs;
      tooFast = FASTER * fastest + FASTER_RAD_PER_S;
    }
    if (nowNs == beganNs || fastest < SLOWER * slowest) {
      slowest = fastest;
      slowestNs = nowNs;
    }
    return !(fastest <= tooFast) || fastest < AT_REST_RAD_PER_S || nowNs - beganNs >= LONGEST_NS
        || nowNs - slowestNs >= SLOWER_WITHIN_NS;
  }
}
