package org.statewise.controller.adapt;

/** What the model learns from: a state and the torque that acted in it. Reused carrier. SI units. */
final class Sample {
  final double[] q;
  final double[] qd;
  final double[] qdd;

  /** The torque that f_theta and its prior together should have predicted. */
  final double[] tau;

  Sample(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
  }
}
