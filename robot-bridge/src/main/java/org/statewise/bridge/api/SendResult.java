package org.statewise.bridge.api;

/** What became of a command. */
public enum SendResult {
  /** Handed to the arm or to the network. */
  SENT,
  /** The arm refused it (a number that is not finite, a wrong length): nothing was changed. */
  REFUSED,
  /** The link is over. */
  LOST
}
