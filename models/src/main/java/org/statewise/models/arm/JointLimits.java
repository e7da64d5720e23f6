package org.statewise.models.arm;

/**
 * What a joint may do.
 *
 * @param qMinRad lowest position, rad; minus infinity where the joint turns without end
 * @param qMaxRad highest position, rad, above {@code qMinRad}; may be infinite
 * @param qdMaxRadPerS highest speed, rad/s, positive and finite
 * @param tauMaxNm highest torque, Nm, positive and finite
 */
public record JointLimits(double qMinRad, double qMaxRad, double qdMaxRadPerS, double tauMaxNm) {
  public JointLimits {
    if (!(qMinRad < qMaxRad)) {
      throw new IllegalArgumentException(
          "position limits must satisfy qMinRad < qMaxRad, but are " + qMinRad + " and " + qMaxRad
              + " rad");
    }
    Check.positive("qdMaxRadPerS", qdMaxRadPerS);
    Check.positive("tauMaxNm", tauMaxNm);
  }
}
