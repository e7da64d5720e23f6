package org.statewise.bridge.sim;

import org.statewise.models.HotPath;
import org.statewise.models.arm.Payload;

/** The mechanics behind a simulated arm. One thread; nothing allocates after construction. */
sealed interface ArmMechanics permits ArmPlant, ElasticMechanics {
  double REST_RAD_PER_S = 1e-3;

  /** What the encoders see, rad; written by the mechanics alone. */
  @HotPath
  double[] encoderQ();

  /** Its speed, rad/s. */
  @HotPath
  double[] encoderQd();

  /** Whether no joint is faster than {@value #REST_RAD_PER_S} rad/s. */
  @HotPath
  default boolean rests() {
    double[] qd = encoderQd();
    for (int j = 0; j < qd.length; j++) {
      if (Math.abs(qd[j]) > REST_RAD_PER_S) {
        return false;
      }
    }
    return true;
  }

  /** Where the links are, rad. */
  @HotPath
  double[] linkQ();

  /** Loads the arm from now on. */
  @HotPath
  void attach(Payload payload);

  /** Unloads the arm. */
  @HotPath
  void release();

  /** The torque that the sensors see between drives and links, Nm; what the brakes bear while they hold. */
  @HotPath
  void jointTorqueInto(double[] tau);

  /**
   * Moves on by one integration step.
   *
   * @param tau torque asked of the drives, Nm
   * @param damping additional viscous damping, Nm s/rad, not negative
   * @param external torque that acts on the links from outside, Nm
   */
  @HotPath
  void step(double[] tau, double[] damping, double[] external);

  /** Closes the brakes: what the encoders see stands at once. */
  @HotPath
  void brake();

  /** Moves on by one integration step with the brakes closed; {@code external} acts all the same, Nm. */
  @HotPath
  void stepBraked(double[] external);

  /** Whether the drive of joint {@code j} compensates its friction from now on; none does at first. */
  @HotPath
  void compensateFriction(int j, boolean on);

  /** Kinetic plus potential energy, J. */
  double energy();
}
