package org.statewise.controller.dataset;

/** The torque that a rigid-body model of the arm predicts, gravity included. */
@FunctionalInterface
public interface InverseDynamics {
  /**
   * tau = M(q) qdd + C(q, qd) qd + g(q); arrays of one value a joint, in rad, rad/s, rad/s^2, Nm.
   *
   * @param tau receives the torque; aliases none of the others
   */
  void inverseDynamicsInto(double[] q, double[] qd, double[] qdd, double[] tau);
}
