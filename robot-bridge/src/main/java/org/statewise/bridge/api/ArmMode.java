package org.statewise.bridge.api;

/** What the arm itself is doing. */
public enum ArmMode {
  /** Held by brakes or by its own position control; the first valid command takes it over. */
  BRAKES_ENGAGED,
  /** Follows torque commands. */
  COMMANDED,
  /** Stopped by its own safety; takes no command until someone at the arm resets it. */
  FAULT
}
