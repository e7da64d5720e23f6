package org.statewise.controller.setpoint;

/**
 * What a plan may cost at most, whoever asks for it: a task can come over the network, and it is planned
 * and then sampled at every tick. The rule: at most {@value #MAX_POINTS} points and {@value #MAX_ROUNDS}
 * rounds, points at least {@value #MIN_STEP_SECONDS} s apart, at most {@value #MAX_SECONDS} s for a path
 * or a round, at most {@value #MAX_HERTZ} Hz for a sine.
 */
final class PlanBounds {
  static final int MAX_POINTS = 100_000;
  static final int MAX_ROUNDS = 1_000_000;
  static final double MIN_STEP_SECONDS = 0.001;
  static final double MAX_SECONDS = 86_400;
  static final double MAX_HERTZ = 100;

  private PlanBounds() {}

  /** @throws PlanException if {@code what} has more points than a plan may have */
  static void checkPoints(String what, int points) throws PlanException {
    if (points > MAX_POINTS) {
      throw new PlanException(
          what + " must have at most " + MAX_POINTS + " points, but has " + points);
    }
  }

  /** @throws PlanException if {@code what} lasts longer than a plan may, or its duration is NaN */
  static void checkDuration(String what, double seconds) throws PlanException {
    if (!(seconds <= MAX_SECONDS)) {
      throw new PlanException(
          what + " must last at most " + MAX_SECONDS + " s, but lasts " + seconds + " s");
    }
  }
}
