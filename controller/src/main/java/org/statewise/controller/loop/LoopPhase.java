package org.statewise.controller.loop;

/**
 * Where the control loop stands. It only ever moves downwards in this list, but for HOLDING and RUNNING,
 * which commands exchange.
 */
public enum LoopPhase {
  /** No state has come yet; nothing is sent. */
  WAITING,
  /** The output is faded in from zero while the arm is held where it was found. */
  ENGAGING,
  /**
   * The set-point is brought to rest by a command, or waits there for one; adaptation is frozen, the
   * output is whole.
   */
  HOLDING,
  /** The task runs and the model adapts. */
  RUNNING,
  /** The set-point is brought to rest, by request or at the task's end; adaptation is frozen. */
  STOPPING,
  /** A guard stopped the run: pure damping brings the arm to rest, then it is a {@link #FAULT}. */
  BRAKING,
  /** At rest by request or because the task ended. Final. */
  STOPPED,
  /** A guard, the arm or the link ended the run. Final: nothing resumes by itself. */
  FAULT;

  /** Whether the loop is over. */
  public boolean isFinal() {
    return this == STOPPED || this == FAULT;
  }
}
