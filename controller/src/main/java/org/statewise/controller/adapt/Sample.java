package org.statewise.controller.adapt;

import org.statewise.controller.law.Prior;
import org.statewise.models.HotPath;

/** What the model learns from: a state and the torque that acted in it. Reused carrier. SI units. */
public final class Sample {
  public final double[] q;
  public final double[] qd;
  public final double[] qdd;

  /** The torque that f_theta and its prior together should have predicted. */
  public final double[] tau;

  /** What the feedback added to it at the time, Nm; zeros where nobody says. */
  public final double[] uFb;

  /** What the tool carried: 1 for something, 0 for nothing. */
  public double load;

  private final double[] priorTorque;

  /** Zeros for an arm of {@code joints} joints. */
  public Sample(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
    uFb = new double[joints];
    priorTorque = new double[joints];
  }

  /** Leaves of the torque what that of the prior does not explain, Nm. */
  @HotPath
  void subtract(Prior prior, TorqueTarget target) {
    target.priorInto(prior, q, qd, qdd, priorTorque);
    for (int j = 0; j < tau.length; j++) {
      tau[j] -= priorTorque[j];
    }
  }
}
