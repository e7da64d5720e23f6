package org.statewise.controller.adapt;

import java.util.Locale;

/**
 * How much the tracking error teaches beside the error of prediction ({@link CompositeTerm}).
 *
 * @param automatic whether the memory decides: {@link #BESIDE_A_NETWORK} for a network that was trained over many
 *     arms, else nothing
 * @param value kappa, 0 for nothing, at most {@link #MAX}; 0 if automatic
 */
public record CompositeGain(boolean automatic, double value) {
  /** What fits the memory. */
  public static final CompositeGain AUTO = new CompositeGain(true, 0);
  /** Prediction errors alone teach. */
  public static final CompositeGain NONE = new CompositeGain(false, 0);
  /** Beyond it arms whose commands act three periods late lose what the others win. */
  public static final double BESIDE_A_NETWORK = 0.5;
  /** As much as the feedback itself: with more, loops begin to swing. */
  public static final double MAX = 1;

  public CompositeGain {
    if (!(value >= 0 && value <= MAX)) {
      throw new IllegalArgumentException(
          "the composite gain must be within 0 and 1, but is " + value);
    }
  }

  /** A number that was set. */
  public static CompositeGain of(double value) {
    return new CompositeGain(false, value);
  }

  /**
   * The gain of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static CompositeGain parse(String key, String word) {
    if (word.equals("auto")) {
      return AUTO;
    }
    try {
      return of(Double.parseDouble(word));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%s must be auto or a number within 0 and 1, but is '%s'", key, word), e);
    }
  }

  /**
   * What it stands for with a memory.
   *
   * @param trainedOverArms whether that is a network that was trained over many arms
   */
  public CompositeGain resolve(boolean trainedOverArms) {
    if (!automatic) {
      return this;
    }
    return trainedOverArms ? of(BESIDE_A_NETWORK) : NONE;
  }

  /** Its word in configurations. */
  public String text() {
    return automatic ? "auto" : Double.toString(value);
  }
}
