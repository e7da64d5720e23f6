package org.statewise.controller.safety;

/**
 * What the guards hold the arm to.
 *
 * @param oldestStateMillis a state that came longer ago than this is not answered; five periods of a
 *     250 Hz arm
 * @param longestSilenceMillis this long without a younger state ends the run; by then an arm brakes by
 *     itself
 * @param stateAgePeriods a state that was sampled more of the arm's periods ago than this is not answered
 * @param missedStatesInARow after more missed states than this the arm is braked, unless it still held itself
 * @param lossFraction the part of the last 250 states that may be missed or too late, (0, 1]; not those of an arm that
 *     still held itself
 * @param plausibleSpeedFactor how many times its speed limit a joint may seem to move between states
 * @param frozenStates how many states of a moving arm in a row may equal the one before
 * @param statePeriodMillis how far apart the states are that the three counts above are meant for, those of {@code
 *     missedStatesInARow}, {@code lossFraction} and {@code frozenStates}, and others that {@link #states} converts; 0 for those of the arm, whatever its period
 * @param rangeMarginRad how close to the end of its range a joint may come, rad
 * @param brakingRadPerS2 deceleration that braking is trusted with, rad/s^2
 * @param reactionMillis what passes before braking takes hold
 * @param velocityFraction the part of the arm's speed limits that may be measured, (0, 1]
 * @param trackingErrorRad how far from its set-point a joint may be once the arm follows it, rad
 * @param holdingErrorRad how far from its set-point a joint of an arm that holds still may be, rad
 * @param torqueFraction the part of the arm's torque limits that may be commanded, (0, 1]
 * @param torqueRateNmPerS how fast a command may change, Nm/s
 */
public record SafetyLimits(double oldestStateMillis, double longestSilenceMillis,
    double stateAgePeriods, int missedStatesInARow, double lossFraction,
    double plausibleSpeedFactor, int frozenStates,
    double statePeriodMillis, double rangeMarginRad, double brakingRadPerS2, double reactionMillis,
    double velocityFraction,
    double trackingErrorRad, double holdingErrorRad, double torqueFraction,
    double torqueRateNmPerS) {
  /** What an LBR arm runs with unless told otherwise. */
  public static final SafetyLimits DEFAULT = new SafetyLimits(20, 100, 5, 20, 0.6, 3, 10, 4, 0.05,
      20,
      150,
      0.95, 0.5, 0.2, 1, 1000);

  /** A second of a 250 Hz arm. */
  private static final int LOSS_STATES = 250;

  /** No arm is ever further from anything than this, rad. */
  private static final double ANYWHERE_RAD = 1e6;

  public SafetyLimits {
    positive("oldestStateMillis", oldestStateMillis);
    positive("longestSilenceMillis", longestSilenceMillis);
    positive("stateAgePeriods", stateAgePeriods);
    atLeastOne("missedStatesInARow", missedStatesInARow);
    fraction("lossFraction", lossFraction);
    positive("plausibleSpeedFactor", plausibleSpeedFactor);
    atLeastOne("frozenStates", frozenStates);
    require(statePeriodMillis == 0 || (statePeriodMillis >= 0.1 && statePeriodMillis <= 100),
        "statePeriodMillis", "0 or within 0.1 and 100", statePeriodMillis);
    notNegative("rangeMarginRad", rangeMarginRad);
    positive("brakingRadPerS2", brakingRadPerS2);
    notNegative("reactionMillis", reactionMillis);
    fraction("velocityFraction", velocityFraction);
    positive("trackingErrorRad", trackingErrorRad);
    positive("holdingErrorRad", holdingErrorRad);
    fraction("torqueFraction", torqueFraction);
    positive("torqueRateNmPerS", torqueRateNmPerS);
  }

  /** The same with counts of states that are those of an arm's period. */
  public SafetyLimits atPeriod(long periodNs) {
    return new SafetyLimits(oldestStateMillis, longestSilenceMillis, stateAgePeriods,
        states(missedStatesInARow, periodNs), lossFraction, plausibleSpeedFactor,
        states(frozenStates, periodNs), 0, rangeMarginRad, brakingRadPerS2, reactionMillis,
        velocityFraction, trackingErrorRad, holdingErrorRad, torqueFraction, torqueRateNmPerS);
  }

  /** How many states {@code lossFraction} is a part of. */
  public int lossStates(long periodNs) {
    return states(LOSS_STATES, periodNs);
  }

  /** So many states of an arm's period take the time that {@code count} states are meant to take. */
  public int states(int count, long periodNs) {
    return statePeriodMillis == 0
        ? count
        : (int) Math.max(1, Math.round(count * 1e6 * statePeriodMillis / periodNs));
  }

  /** The same for a warm-up, whose arm does not move: errors of tracking mean nothing there. */
  public SafetyLimits withoutTracking() {
    return new SafetyLimits(oldestStateMillis, longestSilenceMillis, stateAgePeriods,
        missedStatesInARow,
        lossFraction, plausibleSpeedFactor, frozenStates, statePeriodMillis, rangeMarginRad,
        brakingRadPerS2, reactionMillis, velocityFraction, ANYWHERE_RAD, ANYWHERE_RAD,
        torqueFraction,
        torqueRateNmPerS);
  }

  /** The same with another part of the torque limits. */
  public SafetyLimits withTorqueFraction(double other) {
    return new SafetyLimits(oldestStateMillis, longestSilenceMillis, stateAgePeriods,
        missedStatesInARow,
        lossFraction, plausibleSpeedFactor, frozenStates, statePeriodMillis, rangeMarginRad,
        brakingRadPerS2, reactionMillis, velocityFraction, trackingErrorRad, holdingErrorRad, other,
        torqueRateNmPerS);
  }

  private static void positive(String key, double value) {
    require(value > 0 && !Double.isInfinite(value), key, "positive and finite", value);
  }

  private static void notNegative(String key, double value) {
    require(value >= 0 && !Double.isInfinite(value), key, "finite and not negative", value);
  }

  private static void fraction(String key, double value) {
    require(value > 0 && value <= 1, key, "above 0 and at most 1", value);
  }

  private static void atLeastOne(String key, int value) {
    require(value >= 1, key, "at least 1", value);
  }

  private static void require(boolean holds, String key, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "safety." + key + " must be " + rule + ", but is " + value);
    }
  }
}
