package org.statewise.controller.loop;

/** The stages of a tick that answers a state, in their order. */
public enum TickStage {
  /** The state is accepted, a waiting command is taken, phase and set-point are decided. */
  READ,
  /** Feed-forward: prior, memory and observer. */
  PREDICT,
  /** Feedback, and the sum of all torques. */
  FEEDBACK,
  /** Every guard has looked at the torque. */
  GUARDS,
  /** The command is with the link. */
  SEND,
  /** The model is supervised, and has learned if it may. */
  LEARN,
  /** The record is in the rings. */
  RECORD
}
