package org.statewise.controller.replay;

/** One sample as a model learned it, and the whole torque of its tick. A reused carrier. */
final class HorizonSample {
  /** The state that the model was asked at: rad, rad/s, rad/s^2. */
  final double[] q;
  final double[] qd;
  final double[] qdd;

  /** What the model is to predict, Nm: what its prior leaves. */
  final double[] target;

  /** The whole torque, Nm, whatever the prior says. */
  final double[] torque;

  HorizonSample(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    target = new double[joints];
    torque = new double[joints];
  }
}
