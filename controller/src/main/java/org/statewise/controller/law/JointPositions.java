package org.statewise.controller.law;

import java.util.Locale;

/** Which positions of the joints feedback, feed-forward and samples take. */
public enum JointPositions {
  /** What the encoders read, on the motors. */
  MOTOR,
  /** An estimate of where the links are: less measured torque over stiffness. */
  LINK_ESTIMATE;

  /**
   * The positions of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static JointPositions parse(String key, String word) {
    for (JointPositions positions : values()) {
      if (positions.text().equals(word)) {
        return positions;
      }
    }
    throw new IllegalArgumentException(
        key + " must be motor or link-estimate, but is '" + word + "'");
  }

  /** Its word in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
