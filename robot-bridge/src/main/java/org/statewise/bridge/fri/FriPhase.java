package org.statewise.bridge.fri;

/** The phase of the client, which follows the cabinet's session until it ends. */
public enum FriPhase {
  /** Nothing usable has come, or the session is IDLE. */
  LISTENING,
  /** The cabinet reports, and would not take commands yet. */
  MONITORING,
  /** The cabinet is about to take commands; it gets its own position back and zero torque. */
  COMMANDING_WAIT,
  /** The cabinet takes commands; it gets zero torque, since nobody here has taken over. */
  COMMANDING_IDLE,
  /** The controller's torques are laid over the cabinet's own. */
  COMMANDING,
  /** Over, for the reason of a {@link FriEnd}: this client never commands again. */
  ENDED
}
