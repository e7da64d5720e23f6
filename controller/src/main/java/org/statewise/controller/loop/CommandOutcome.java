package org.statewise.controller.loop;

/** What became of a command. */
public enum CommandOutcome {
  /** It acts from this tick on. */
  TAKEN("done"),
  /** The phase does not allow it. */
  NOT_IN_THIS_PHASE("the phase does not allow it"),
  /** A task begins only from rest. */
  NOT_AT_REST("the arm is not at rest yet"),
  /** The task was planned from another pose than the one where the set-point rests. */
  ELSEWHERE("the task was planned from another pose"),
  /** The model minimises no loss that could be exchanged. */
  NO_LOSS("the model has no loss to exchange"),
  /** Another prior is still being faded in. */
  FADING("the last payload hint is still being faded in");

  private final String sentence;

  CommandOutcome(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
