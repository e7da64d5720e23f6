package org.statewise.controller.setpoint;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;

/**
 * The limits that a plan must keep: the arm's own positions less a margin, so that the guards have
 * room to act before the arm does, and the arm's own speeds.
 *
 * @param marginRad distance kept from the position limits, rad
 * @param speedFraction part of the speed limits that motions of free duration use, (0, 1]
 */
record PlanLimits(ArmInfo arm, double marginRad, double speedFraction) {
  /** The speeds that motions of free duration keep, rad/s. */
  double[] planQdMax() {
    double[] qdMax = arm.qdMaxRadPerS();
    for (int j = 0; j < qdMax.length; j++) {
      qdMax[j] *= speedFraction;
    }
    return qdMax;
  }

  /** @throws PlanException if {@code q} has the wrong length or leaves a joint's range */
  void checkPosition(String motion, double[] q) throws PlanException {
    if (q.length != arm.jointCount()) {
      throw new PlanException("motion '" + motion + "' must give " + arm.jointCount()
          + " joint positions, but gives " + q.length);
    }
    for (int j = 0; j < q.length; j++) {
      checkPosition(motion, j, q[j]);
    }
  }

  /** @throws PlanException if {@code qRad} leaves joint {@code j}'s range */
  void checkPosition(String motion, int j, double qRad) throws PlanException {
    JointInfo joint = arm.joints().get(j);
    double low = joint.qMinRad() + marginRad;
    double high = joint.qMaxRad() - marginRad;
    if (!(qRad >= low && qRad <= high)) {
      throw new PlanException(
          "motion '%s' must keep joint %s within [%.4f, %.4f] rad, but it goes to %.4f rad"
              .formatted(motion, joint.name(), low, high, qRad));
    }
  }

  /** @throws PlanException if a minimum-jerk motion of {@code seconds} passes a joint's speed */
  void checkSpeeds(String motion, double[] q0, double[] q1, double seconds) throws PlanException {
    for (int j = 0; j < q0.length; j++) {
      checkSpeed(motion, j, MinimumJerk.PEAK_SPEED * Math.abs(q1[j] - q0[j]) / seconds);
    }
  }

  /** @throws PlanException if {@code peakRadPerS} is above joint {@code j}'s limit */
  void checkSpeed(String motion, int j, double peakRadPerS) throws PlanException {
    JointInfo joint = arm.joints().get(j);
    if (!(Math.abs(peakRadPerS) <= joint.qdMaxRadPerS())) {
      throw new PlanException(
          "motion '%s' must keep joint %s at or below %.4f rad/s, but it reaches %.4f rad/s"
              .formatted(motion, joint.name(), joint.qdMaxRadPerS(), Math.abs(peakRadPerS)));
    }
  }
}
