package org.statewise.bridge.fri;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a simulated cabinet does to its client, two seconds into commanding or from the start. */
public enum CabinetScenario {
  /** Nothing out of the ordinary. */
  NONE,
  /** It reports FAIR quality for a second. */
  QUALITY_DROP,
  /** Its safety stops the arm on the path. */
  SAFETY_STOP,
  /** The drives go off. */
  DRIVES_OFF,
  /** Someone turns the mode switch from AUTOMATIC to T1. */
  MODE_CHANGE,
  /** The robot's program ends the session: IDLE. */
  SESSION_IDLE,
  /** The network loses six answers in a row. */
  LATE_CLIENT,
  /** From the start it asks for positions instead of torques. */
  POSITION_MODE,
  /** From the start it controls position instead of joint impedance. */
  STIFF;

  /** The word of the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The scenario of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CabinetScenario of(String word) {
    for (CabinetScenario scenario : values()) {
      if (scenario.word().equals(word)) {
        return scenario;
      }
    }
    throw new IllegalArgumentException("the scenario must be one of "
        + Arrays.stream(values()).map(CabinetScenario::word).collect(Collectors.joining(", "))
        + ", but is '" + word + "'");
  }
}
