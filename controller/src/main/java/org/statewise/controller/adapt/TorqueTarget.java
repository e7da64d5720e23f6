package org.statewise.controller.adapt;

import java.util.Locale;

/** Which torque the model learns to predict. */
public enum TorqueTarget {
  /** What was commanded: the plant as the controller sees it, the arm's own compensation included. */
  COMMANDED,
  /** What the arm's sensors measured, as in recorded streams. */
  MEASURED;

  /**
   * The target of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static TorqueTarget parse(String key, String word) {
    return switch (word) {
      case "commanded" -> COMMANDED;
      case "measured" -> MEASURED;
      default -> throw new IllegalArgumentException(
          key + " must be one of commanded, measured, but is '" + word + "'");
    };
  }

  /** Its word in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
