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
 * @param drive what else is known of its motor and gear; a motor's torque limit may not be below
 *     the joint's
 */
public record JointModel(
    String name, Frame origin, Vec3 axis,
    LinkInertia link, double rotorInertiaKgM2,
    JointLimits limits, JointFriction friction, JointGains gains, JointDrive drive) {
  public JointModel {
    Check.name("joint name", name);
    if (Math.abs(axis.norm() - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "axis of joint " + name + " must have length 1, but is [" + axis.x() + ", " + axis.y()
              + ", " + axis.z() + "] of length " + axis.norm());
    }
    Check.notNegative("rotorInertiaKgM2", rotorInertiaKgM2);
    double motorLimit = drive.motorTorqueLimitNm().orElse(Double.POSITIVE_INFINITY);
    if (motorLimit < limits.tauMaxNm()) {
      throw new IllegalArgumentException("motorTorqueLimitNm must not be below tauMaxNm, but is "
          + motorLimit + " with tauMaxNm " + limits.tauMaxNm());
    }
  }

  /** A joint of whose drive nothing but the reflected inertia is known. */
  public JointModel(
      String name, Frame origin, Vec3 axis, LinkInertia link, double rotorInertiaKgM2,
      JointLimits limits, JointFriction friction, JointGains gains) {
    this(name, origin, axis, link, rotorInertiaKgM2, limits, friction, gains, JointDrive.UNKNOWN);
  }

  /** The same behind its gear: with a rotor inertia of zero. */
  public JointModel withoutRotor() {
    return new JointModel(name, origin, axis, link, 0, limits, friction, gains);
  }

  /** The same with other gains. */
  public JointModel withGains(JointGains other) {
    return new JointModel(
        name, origin, axis, link, rotorInertiaKgM2, limits, friction, other, drive);
  }

  /** The same joint with another link. */
  public JointModel withLink(LinkInertia other) {
    return new JointModel(
        name, origin, axis, other, rotorInertiaKgM2, limits, friction, gains, drive);
  }

  /** The same joint with another rotor. */
  public JointModel withRotorInertiaKgM2(double other) {
    return new JointModel(name, origin, axis, link, other, limits, friction, gains, drive);
  }

  /** The same joint with other friction. */
  public JointModel withFriction(JointFriction other) {
    return new JointModel(
        name, origin, axis, link, rotorInertiaKgM2, limits, other, gains, drive);
  }

  /** The same joint with another drive. */
  public JointModel withDrive(JointDrive other) {
    return new JointModel(
        name, origin, axis, link, rotorInertiaKgM2, limits, friction, gains, other);
  }
}
