package org.statewise.controller.setpoint;

/** A task that cannot be done within the arm's limits, in one sentence. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says which motion and joint breaks which limit, and by which value. */
  public PlanException(String sentence) {
    super(sentence);
  }

  /** The same, and what was found out by. */
  PlanException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
