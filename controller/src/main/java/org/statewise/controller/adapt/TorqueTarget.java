package org.statewise.controller.adapt;

import java.util.Locale;
import org.statewise.controller.law.Prior;
import org.statewise.models.HotPath;

/** Which torque the model learns to predict. */
public enum TorqueTarget {
  /** What was commanded: the plant as the controller sees it, the arm's own compensation included. */
  COMMANDED,
  /** What was measured, on the motors' side: from their currents, or by an arm that reports its commands. */
  MEASURED,
  /** What torque sensors behind the gears measured: without what the rotors need, which they do not feel. */
  SENSED;

  /** Whether it is a torque of the arm's state, and no command. */
  public boolean isMeasured() {
    return this != COMMANDED;
  }

  /**
   * What a prior says of this torque.
   *
   * @param q rad
   * @param qd rad/s
   * @param qdd rad/s^2
   * @param u receives n torques, Nm
   */
  @HotPath
  public void priorInto(Prior prior, double[] q, double[] qd, double[] qdd, double[] u) {
    if (this == SENSED) {
      prior.computeBehindGearsInto(q, qd, qdd, u);
    } else {
      prior.computeInto(q, qd, qdd, u);
    }
  }

  /**
   * The target of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static TorqueTarget parse(String key, String word) {
    return switch (word) {
      case "commanded" -> COMMANDED;
      case "measured" -> MEASURED;
      case "sensed" -> SENSED;
      default -> throw new IllegalArgumentException(
          key + " must be one of commanded, measured, sensed, but is '" + word + "'");
    };
  }

  /** Its word in configurations. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
