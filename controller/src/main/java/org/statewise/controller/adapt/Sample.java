package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/** What the model learns from: a state and the torque that acted in it. Reused carrier. SI units. */
public final class Sample {
  public final double[] q;
  public final double[] qd;
  public final double[] qdd;

  /** The torque that f_theta and its prior together should have predicted. */
  public final double[] tau;

  /** What the tool carried: 1 for something, 0 for nothing. */
  public double load;

  /** Zeros for an arm of {@code joints} joints. */
  public Sample(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
  }

  /** Leaves of the torque what that of the prior does not explain, Nm. */
  @HotPath
  void subtract(double[] priorTorque) {
    for (int j = 0; j < tau.length; j++) {
      tau[j] -= priorTorque[j];
    }
  }
}
