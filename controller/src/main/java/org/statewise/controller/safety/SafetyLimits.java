package org.statewise.controller.safety;

/**
 * What the guards hold the arm to.
 *
 * @param oldestStateMillis a state older than this is not answered; five periods of a 250 Hz arm
 * @param longestSilenceMillis this long without a younger state ends the run; by then an arm brakes by
 *     itself
 * @param rangeMarginRad how close to the end of its range a joint may come, rad
 * @param torqueFraction the part of the arm's torque limits that may be commanded, (0, 1]
 * @param torqueRateNmPerS how fast a command may change, Nm/s
 */
public record SafetyLimits(double oldestStateMillis, double longestSilenceMillis,
    double rangeMarginRad, double torqueFraction,
    double torqueRateNmPerS) {
  /** What an LBR arm runs with unless told otherwise. */
  public static final SafetyLimits DEFAULT = new SafetyLimits(20, 100, 0.02, 1, 1000);

  public SafetyLimits {
    positive("oldestStateMillis", oldestStateMillis);
    positive("longestSilenceMillis", longestSilenceMillis);
    positive("torqueRateNmPerS", torqueRateNmPerS);
    positive("torqueFraction", torqueFraction);
    if (torqueFraction > 1) {
      throw new IllegalArgumentException(
          "safety.torqueFraction must be at most 1, but is " + torqueFraction);
    }
    if (!(rangeMarginRad >= 0)) {
      throw new IllegalArgumentException(
          "safety.rangeMarginRad must not be negative, but is " + rangeMarginRad);
    }
  }

  private static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "safety." + key + " must be positive and finite, but is " + value);
    }
  }
}
