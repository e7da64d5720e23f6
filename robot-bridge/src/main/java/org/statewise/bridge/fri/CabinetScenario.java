package org.statewise.bridge.fri;

/** What a simulated cabinet does to its client, two seconds after its first command or from the start. */
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
  /** From the start it asks for positions instead of torques, as the client mode position does. */
  POSITION_MODE,
  /** From the start it controls position instead of joint impedance. */
  STIFF;

  /**
   * The scenario of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CabinetScenario of(String word) {
    return FriEnums.of("the scenario", values(), word);
  }
}
