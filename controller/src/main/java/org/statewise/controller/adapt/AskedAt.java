package org.statewise.controller.adapt;

import java.util.Locale;

/**
 * The state at which memory and observer are asked for their torque, always with the desired acceleration. They learn
 * at the state that was measured, whatever this says.
 */
public enum AskedAt {
  /** What fits the memory: the desired state for a network that was trained over many arms, else the measured one. */
  AUTO,
  /** Where the arm is, as in the paper: what is known of stiffness and friction then acts as feedback, too. */
  MEASURED,
  /** Where the arm is meant to be: no loop is closed, and friction that is known well cannot make it swing. */
  DESIRED;

  /**
   * The state of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static AskedAt parse(String key, String word) {
    return switch (word) {
      case "auto" -> AUTO;
      case "measured" -> MEASURED;
      case "desired" -> DESIRED;
      default -> throw new IllegalArgumentException(
          key + " must be one of auto, measured, desired, but is '" + word + "'");
    };
  }

  /**
   * What it stands for with a memory.
   *
   * @param trainedOverArms whether that is a network that was trained over many arms
   */
  public AskedAt resolve(boolean trainedOverArms) {
    if (this != AUTO) {
      return this;
    }
    return trainedOverArms ? DESIRED : MEASURED;
  }

  /** Its word in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
