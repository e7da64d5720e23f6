package org.statewise.controller.law;

import org.statewise.models.HotPath;

/**
 * What is known of the arm before anything is learned: the feed-forward that the model adapts on top
 * of. It is the torque to command, so it leaves out the gravity that an arm compensates itself.
 */
public interface Prior {
  /**
   * Computes the torque for an acceleration.
   *
   * @param qdd wanted or observed acceleration, rad/s^2
   * @param u receives n torques, Nm
   */
  @HotPath
  void computeInto(double[] q, double[] qd, double[] qdd, double[] u);

  /**
   * The part of {@link #computeInto} that sensors behind the gears feel: the same without what rotors need. As it is
   * here it is the whole, which is right for priors that know no rotors.
   *
   * @param q rad
   * @param qd rad/s
   * @param qdd rad/s^2
   * @param u receives n torques, Nm
   */
  @HotPath
  default void computeBehindGearsInto(double[] q, double[] qd, double[] qdd, double[] u) {
    computeInto(q, qd, qdd, u);
  }

  /**
   * The torque that keeps the arm from falling at {@code q}, Nm: zero where the arm compensates
   * gravity itself or nothing is known of it. Safe stops hold with it.
   */
  @HotPath
  void holdInto(double[] q, double[] u);
}
