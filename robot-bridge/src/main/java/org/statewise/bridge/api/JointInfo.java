package org.statewise.bridge.api;

/**
 * A joint as the arm describes it.
 *
 * @param name unique within the arm
 * @param qMinRad lowest position, rad
 * @param qMaxRad highest position, rad, above {@code qMinRad}
 * @param qdMaxRadPerS highest speed, rad/s, positive
 * @param tauMaxNm highest torque, Nm, positive
 */
public record JointInfo(
    String name, double qMinRad, double qMaxRad, double qdMaxRadPerS, double tauMaxNm) {
  public JointInfo {
    if (name.isBlank()) {
      throw new IllegalArgumentException("joint name must not be blank");
    }
    if (!(qMinRad < qMaxRad)) {
      throw new IllegalArgumentException(
          "joint " + name + ": position limits must satisfy min < max, but are "
              + qMinRad + " and " + qMaxRad + " rad");
    }
    if (!(qdMaxRadPerS > 0) || Double.isInfinite(qdMaxRadPerS)) {
      throw new IllegalArgumentException(
          "joint " + name + ": velocity limit must be positive and finite, but is " + qdMaxRadPerS
              + " rad/s");
    }
    if (!(tauMaxNm > 0) || Double.isInfinite(tauMaxNm)) {
      throw new IllegalArgumentException(
          "joint " + name + ": torque limit must be positive and finite, but is " + tauMaxNm
              + " Nm");
    }
  }
}
