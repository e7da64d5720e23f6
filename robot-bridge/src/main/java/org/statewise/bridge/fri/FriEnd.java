package org.statewise.bridge.fri;

/**
 * Why a client's commanding ended. Commanding does not resume by itself; a new run starts it, from
 * zero torque.
 */
public enum FriEnd {
  NONE(""),
  NOT_TORQUE(
      "the cabinet must ask for torque commands (FRI's client command mode TORQUE), but does not"),
  NOT_JOINT_OVERLAY("the cabinet's overlay must be one of joints, but is not"),
  NOT_JOINT_IMPEDANCE("the cabinet must be in joint impedance control, but is not"),
  QUALITY_DROPPED("the cabinet found the connection worse than GOOD"),
  SAFETY_STOP("the cabinet's safety stopped the arm"),
  DRIVES_OFF("the arm's drives went off"),
  MODE_CHANGED("the operation mode was changed"),
  TIMING_CHANGED("the cabinet changed its send period or receive multiplier"),
  LEFT_COMMANDING("the cabinet left COMMANDING_ACTIVE"),
  WENT_IDLE("the cabinet ended the FRI session: it went to IDLE"),
  SESSION_RESTARTED("the cabinet began a new FRI session"),
  POSITION_JUMPED("the measured position jumped further than the arm can move");

  private final String sentence;

  FriEnd(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
