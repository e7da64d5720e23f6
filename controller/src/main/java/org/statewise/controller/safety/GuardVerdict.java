package org.statewise.controller.safety;

/** What a guard found, from harmless to grave. */
public enum GuardVerdict {
  /** Nothing to object. */
  PASS,
  /** The command was changed to keep a limit; the run goes on. */
  LIMITED,
  /** Nothing may be sent in answer to this state; the run goes on. */
  SKIP,
  /** The arm must be braked to rest, and the run ends. */
  STOP,
  /** Nothing can be commanded any more; the arm is left to its own safe hold at once. */
  ABORT;

  /** The graver of two. */
  GuardVerdict orGraver(GuardVerdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
