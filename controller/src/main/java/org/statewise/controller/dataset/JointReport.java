package org.statewise.controller.dataset;

/**
 * What an inspection found about one joint.
 *
 * @param qMinRad lowest position
 * @param qMaxRad highest position
 * @param qdMaxRadPerS largest |qd|
 * @param tauMaxNm largest |tau|
 * @param beyondLimitsRad how far the position left the joint's range; 0 within it or without one
 * @param qdLimitFraction largest |qd| over the speed limit; NaN without one
 * @param tauLimitFraction largest |tau| over the torque limit; NaN without one
 * @param movingFraction part of the rows with |qd| above 0.01 rad/s
 * @param qdStdRadPerS standard deviation of qd
 * @param qddStdRadPerS2 standard deviation of qdd
 * @param torqueCorrelation of tau with the rigid-body torque over moving rows; NaN without a model
 * @param torqueFactor a of the least squares fit tau = a times the rigid-body torque + b over
 *     moving rows; NaN without a model
 */
public record JointReport(
    String name, double qMinRad, double qMaxRad, double qdMaxRadPerS, double tauMaxNm,
    double beyondLimitsRad, double qdLimitFraction, double tauLimitFraction,
    double movingFraction, double qdStdRadPerS, double qddStdRadPerS2, double torqueCorrelation,
    double torqueFactor, Units units, Excitation excitation, TorqueSign torqueSign) {
  /** In what the positions seem to be. */
  public enum Units {
    RADIANS("rad"),
    /** Beyond a full turn, and beyond the joint's range where that is known. */
    LOOKS_LIKE_DEGREES("looks like degrees"),
    /** Within a full turn, but more than 0.01 rad outside of the joint's range. */
    BEYOND_LIMITS("beyond its limits");

    private final String words;

    Units(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Whether the joint moves enough to learn its dynamics from. */
  public enum Excitation {
    /** The standard deviation of qd is below 0.02 rad/s, or that of qdd below 0.05 rad/s^2. */
    POOR,
    /** Between the others. */
    FAIR,
    /** The standard deviation of qd is at least 0.2 rad/s and that of qdd at least 0.5 rad/s^2. */
    GOOD
  }

  /** Whether a positive torque accelerates positively. */
  public enum TorqueSign {
    /** The correlation is at least 0.5. */
    OK,
    /** The correlation is at most -0.5: the source counts torques the other way round. */
    REVERSED,
    /** The correlation is weak, there are fewer than 100 moving rows, or there is no model. */
    UNCLEAR
  }
}
