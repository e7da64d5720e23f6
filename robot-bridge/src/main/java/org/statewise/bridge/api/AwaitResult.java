package org.statewise.bridge.api;

/** How a wait for the arm's state ended. */
public enum AwaitResult {
  /** A state came that was not handed out before. */
  FRESH,
  /** None came before the deadline; the link is still up. */
  LATE,
  /** The link is over; no state will come any more. */
  LOST
}
