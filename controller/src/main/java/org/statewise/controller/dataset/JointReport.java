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
 * @param qdStdRadPerS standard deviation of qd, without its noise
 * @param qddStdRadPerS2 standard deviation of the slopes of qd over windows, without their noise
 * @param qdNoiseRadPerS standard deviation of the noise of qd, from its second differences
 * @param torqueCorrelation of tau with the rigid-body torque that it follows best, where the arm moves;
 *     NaN without a model
 * @param torqueFactor a of the least squares fit tau = a times that torque + b where the
 *     arm moves; NaN without a model
 * @param velocityRatio a of the least squares fit qd = a dq/dt; 0 if qd does not follow dq/dt, NaN
 *     if qd was estimated or the joint moves too little
 */
public record JointReport(
    String name, double qMinRad, double qMaxRad, double qdMaxRadPerS, double tauMaxNm,
    double beyondLimitsRad, double qdLimitFraction, double tauLimitFraction,
    double movingFraction, double qdStdRadPerS, double qddStdRadPerS2, double qdNoiseRadPerS,
    double torqueCorrelation, double torqueFactor, double velocityRatio, Units units,
    Velocity velocity, Excitation excitation, TorqueSign torqueSign) {
  /** In what the positions seem to be. */
  public enum Units {
    RADIANS("rad"),
    /**
     * Beyond a full turn, and beyond the joint's range where that is known; faster than 5 times its
     * limit, or 20 rad/s where none is known; or 57 times as far as qd says.
     */
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

  /** Whether qd is the derivative of q by t. */
  public enum Velocity {
    /** The ratio is between 0.7 and 1.4. */
    OK(""),
    /** The joint moves too little, or qd was estimated from q. */
    UNCLEAR(""),
    REVERSED("the sign of q or qd is reversed"),
    NOT_FOLLOWING("qd does not follow q"),
    T_IN_MILLISECONDS("t looks like ms"),
    T_IN_MICROSECONDS("t looks like us"),
    Q_IN_DEGREES("q looks like degrees, qd like rad/s"),
    QD_IN_DEGREES("qd looks like degrees/s, q like rad"),
    OTHER_UNIT("the units of q, qd and t do not fit");

    private static final double DEGREES = 180 / Math.PI;

    private final String words;

    Velocity(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** What a ratio of qd to dq/dt means. */
    static Velocity of(double ratio) {
      if (Double.isNaN(ratio)) {
        return UNCLEAR;
      }
      if (ratio == 0) {
        return NOT_FOLLOWING;
      }
      double size = Math.abs(ratio);
      if (isNear(size, 1)) {
        return ratio > 0 ? OK : REVERSED;
      }
      if (isNear(size, 1e3)) {
        return T_IN_MILLISECONDS;
      }
      if (isNear(size, 1e6)) {
        return T_IN_MICROSECONDS;
      }
      if (isNear(size, 1 / DEGREES)) {
        return Q_IN_DEGREES;
      }
      return isNear(size, DEGREES) ? QD_IN_DEGREES : OTHER_UNIT;
    }

    private static boolean isNear(double ratio, double expected) {
      return ratio >= 0.7 * expected && ratio <= 1.4 * expected;
    }
  }

  /** Whether the joint moves enough to learn its dynamics from; noise does not count. */
  public enum Excitation {
    /** The standard deviation of qd is below 0.02 rad/s, or that of qdd below 0.05 rad/s^2. */
    POOR,
    /** Between the others. */
    FAIR,
    /** The standard deviation of qd is at least 0.2 rad/s and that of qdd at least 0.5 rad/s^2. */
    GOOD;

    static Excitation of(double qdStd, double qddStd) {
      if (qdStd >= 0.2 && qddStd >= 0.5) {
        return GOOD;
      }
      return qdStd >= 0.02 && qddStd >= 0.05 ? FAIR : POOR;
    }
  }

  /** Whether a positive torque accelerates positively. */
  public enum TorqueSign {
    /** The correlation is at least 0.5 and the factor between 0.4 and 2.5. */
    OK("torque sign ok"),
    /** The correlation is at most -0.5: the source counts torques the other way round. */
    REVERSED("torque sign reversed"),
    /** The correlation is clear, but not the factor: currents in A, or a motor's side of the gear. */
    OTHER_UNIT("torque looks like another unit than Nm, or another arm's"),
    NO_MODEL("torque sign unclear (no arm model)"),
    TOO_LITTLE_MOTION("torque sign unclear (under 100 moving rows)"),
    /** The correlation is between -0.5 and 0.5. */
    WEAK("torque sign unclear (torque does not follow the arm model)");

    private static final int MIN_MOVING_ROWS = 100;
    private static final double CLEAR_CORRELATION = 0.5;
    private static final double PLAUSIBLE_FACTOR = 2.5;

    private final String words;

    TorqueSign(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    static TorqueSign of(boolean modelKnown, long rows, double correlation, double factor) {
      if (!modelKnown) {
        return NO_MODEL;
      }
      if (rows < MIN_MOVING_ROWS) {
        return TOO_LITTLE_MOTION;
      }
      if (!(Math.abs(correlation) >= CLEAR_CORRELATION)) {
        return WEAK;
      }
      double size = Math.abs(factor);
      if (size > PLAUSIBLE_FACTOR || size < 1 / PLAUSIBLE_FACTOR) {
        return OTHER_UNIT;
      }
      return factor > 0 ? OK : REVERSED;
    }
  }
}
