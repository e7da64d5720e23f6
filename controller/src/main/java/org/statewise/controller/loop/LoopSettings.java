package org.statewise.controller.loop;

/**
 * Times of the loop.
 *
 * @param periodNs the arm's period
 * @param engageNs how long the output is faded in; 0 for a dry run, which starts in RUNNING
 * @param durationNs when the task is stopped, on the arm's clock from the first state; Long.MAX_VALUE
 *     for never
 * @param silenceNs this long without a state ends the run
 * @param decelerationRadPerS2 of a stop by request
 * @param observesOnly nothing is commanded, as in a dry run over a recording: guards are counted, but
 *     cannot stop an arm that is not there
 * @param waitsForCommands the arm is held where it was found until a command begins the task, and again
 *     when a task has ended
 * @param leadNs how far ahead of its state a command's desired acceleration lies: half a period, for which
 *     the command is held, and the delay until it acts; 0 for not at all
 * @param lossStates how many of the last states the part of lost ones is of
 * @param leadStates over how many states the lead grows to its whole
 */
public record LoopSettings(long periodNs, long engageNs, long durationNs, long silenceNs,
    double decelerationRadPerS2, boolean observesOnly, boolean waitsForCommands, long leadNs,
    int lossStates, int leadStates) {
  /** Over how many states the lead of a 250 Hz arm grows. */
  public static final int LEAD_STATES = 8;

  /** How long the arm may settle after its set-point came to rest. */
  static final long SETTLE_NS = 200_000_000;

  /** How long it takes a command to fade the model out or in, or another prior in. */
  static final long FADE_NS = 1_000_000_000;

  /** How much of a commanded fade one tick is. */
  double fadeStep() {
    return (double) periodNs / FADE_NS;
  }

  /** How many ticks a commanded exchange of the prior takes. */
  public static long fadeTicks(long periodNs) {
    return Math.max(1, FADE_NS / periodNs);
  }

  /** With the counts of a 250 Hz arm: of its last second to tell lost states by. */
  public LoopSettings(long periodNs, long engageNs, long durationNs, long silenceNs,
      double decelerationRadPerS2, boolean observesOnly, boolean waitsForCommands, long leadNs) {
    this(periodNs, engageNs, durationNs, silenceNs, decelerationRadPerS2, observesOnly,
        waitsForCommands, leadNs, 250, LEAD_STATES);
  }

  public LoopSettings {
    if (leadStates < 1) {
      throw new IllegalArgumentException(
          "the lead must grow over at least 1 state, but over " + leadStates);
    }
    if (lossStates < 1) {
      throw new IllegalArgumentException(
          "lost states must be a part of at least 1, but are of " + lossStates);
    }
    if (periodNs <= 0 || engageNs < 0 || durationNs <= 0 || silenceNs <= 0) {
      throw new IllegalArgumentException("times of the loop must be positive");
    }
    if (leadNs < 0 || leadNs > 5 * periodNs) {
      throw new IllegalArgumentException("the lead of the feed-forward must be within 0 and five"
          + " periods, but is " + leadNs + " ns");
    }
    if (!(decelerationRadPerS2 > 0)) {
      throw new IllegalArgumentException(
          "deceleration must be positive, but is " + decelerationRadPerS2 + " rad/s^2");
    }
  }
}
