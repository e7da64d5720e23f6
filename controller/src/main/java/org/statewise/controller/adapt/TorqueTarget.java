package org.statewise.controller.adapt;

/** Which torque the model learns to predict. */
public enum TorqueTarget {
  /** What was commanded: the plant as the controller sees it, the arm's own compensation included. */
  COMMANDED,
  /** What the arm's sensors measured, as in recorded streams. */
  MEASURED;

  /** The words of the command line. */
  public static TorqueTarget parse(String word) {
    return switch (word) {
      case "commanded" -> COMMANDED;
      case "measured" -> MEASURED;
      default -> throw new IllegalArgumentException(
          "target must be one of commanded, measured, but is '" + word + "'");
    };
  }
}
