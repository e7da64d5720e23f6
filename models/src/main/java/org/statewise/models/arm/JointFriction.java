package org.statewise.models.arm;

/**
 * Friction of one joint: viscous, Coulomb and static with a Stribeck drop between the last two.
 *
 * @param viscousNmSPerRad torque per speed, Nm s/rad
 * @param coulombNm dry friction when sliding fast, Nm
 * @param staticNm what the joint resists with before it moves, Nm, not below {@code coulombNm}
 * @param stribeckRadPerS speed at which the excess of static friction has fallen to 1/e, rad/s,
 *     positive
 */
public record JointFriction(
    double viscousNmSPerRad, double coulombNm, double staticNm, double stribeckRadPerS) {
  /** A joint without friction. */
  public static final JointFriction NONE = new JointFriction(0, 0, 0, 0.03);

  public JointFriction {
    Check.notNegative("viscousNmSPerRad", viscousNmSPerRad);
    Check.notNegative("coulombNm", coulombNm);
    Check.notNegative("staticNm", staticNm);
    Check.positive("stribeckRadPerS", stribeckRadPerS);
    if (staticNm < coulombNm) {
      throw new IllegalArgumentException(
          "staticNm must not be below coulombNm, but is " + staticNm + " with coulombNm "
              + coulombNm);
    }
  }
}
