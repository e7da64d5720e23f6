package org.statewise.models.arm;

/**
 * One revolute joint and the link it moves.
 *
 * @param name unique within the arm
 * @param origin the joint's frame in the parent link at angle zero; the link's frame turns from
 *     there
 * @param axis the line it turns about, in the joint's frame, of length 1 (within 1e-6)
 * @param link mass distribution of the moved link
 * @param rotorInertiaKgM2 the motor's inertia as seen at the joint: gear ratio squared times rotor
 * @param limits position, speed and torque limits
 * @param friction what the joint loses
 * @param gains gains of a PD law that suit it
 */
public record JointModel(
    String name, Frame origin, Vec3 axis,
    LinkInertia link, double rotorInertiaKgM2,
    JointLimits limits, JointFriction friction, JointGains gains) {
  public JointModel {
    Check.name("joint name", name);
    if (Math.abs(axis.norm() - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "axis of joint " + name + " must have length 1, but is [" + axis.x() + ", " + axis.y()
              + ", " + axis.z() + "] of length " + axis.norm());
    }
    Check.notNegative("rotorInertiaKgM2", rotorInertiaKgM2);
  }

  /** The same behind its gear: with a rotor inertia of zero. */
  public JointModel withoutRotor() {
    return new JointModel(name, origin, axis, link, 0, limits, friction, gains);
  }

  /** The same with other gains. */
  public JointModel withGains(JointGains other) {
    return new JointModel(
        name, origin, axis, link, rotorInertiaKgM2, limits, friction, other);
  }
}
