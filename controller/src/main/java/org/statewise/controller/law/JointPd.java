package org.statewise.controller.law;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Joint-space PD law, uFb = kp (qDes - q) + kd (qdDes - qd), element-wise (paper, section II).
 *
 * <p>Holds no mutable state; the caller owns the output.
 */
public final class JointPd {
  private final double[] kp;
  private final double[] kd;

  /**
   * @param kp stiffness, Nm/rad, length n, each finite and not negative
   * @param kd damping, Nm s/rad, length n, each finite and not negative
   * @throws IllegalArgumentException if the lengths differ or a gain is negative or not finite
   */
  public JointPd(double[] kp, double[] kd) {
    if (kp.length != kd.length) {
      throw new IllegalArgumentException(
          "kp and kd must have one gain a joint, but have " + kp.length + " and " + kd.length);
    }
    this.kp = checked("kp", kp);
    this.kd = checked("kd", kd);
  }

  private static double[] checked(String key, double[] gains) {
    for (double gain : gains) {
      if (!(gain >= 0) || Double.isInfinite(gain)) {
        throw new IllegalArgumentException(
            key + " must be finite and not negative, but has " + gain);
      }
    }
    return gains.clone();
  }

  /**
   * Computes the feedback.
   *
   * @param uFb receives n torques, Nm; may not alias the inputs
   */
  @HotPath
  public void computeInto(JointState now, Setpoint des, double[] uFb) {
    for (int j = 0; j < kp.length; j++) {
      uFb[j] = kp[j] * (des.qDes[j] - now.q[j]) + kd[j] * (des.qdDes[j] - now.qd[j]);
    }
  }

  /** Damping alone, u = -kd qd: what brings an arm to rest without knowing where it should be. */
  @HotPath
  public void brakeInto(JointState now, double[] u) {
    for (int j = 0; j < kd.length; j++) {
      u[j] = -kd[j] * now.qd[j];
    }
  }
}
