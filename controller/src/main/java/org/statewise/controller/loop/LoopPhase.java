package org.statewise.controller.loop;

/** Where the control loop stands. It only ever moves downwards in this list. */
public enum LoopPhase {
  /** No state has come yet; nothing is sent. */
  WAITING,
  /** The output is faded in from zero while the arm is held where it was found. */
  ENGAGING,
  /** The task runs and the model adapts. */
  RUNNING,
  /** The set-point is brought to rest within the arm's limits; adaptation is frozen. */
  STOPPING,
  /** At rest by request or because the task ended. Final. */
  STOPPED,
  /** A guard or the link ended the run; the output was faded out. Final: nothing resumes by itself. */
  FAULT
}
