package org.statewise.controller.adapt;

import java.util.Locale;

/** What supervision did to the adaptation, and why. */
public enum Intervention {
  NONE("nothing"),
  GAIN_LOWERED("the adaptation's torque began to oscillate, its gain was halved"),
  GAIN_RESTORED("the swing that lowered the gain was asked for, the gain is what it was before"),
  OSCILLATION("the adaptation's torque oscillated wildly, or at its lowest gain"),
  PREDICTION("the model predicted worse than the prior alone"),
  DISAGREEMENT("the model's torque was far from what the prior leaves"),
  TRACKING("the feedback fought more than the prior alone leaves it"),
  PARAMETERS("the model's parameters grew beyond their bound"),
  REARMED("the adaptation began anew after a quiet time"),
  STAYS_WITHDRAWN("the adaptation swung after each new beginning and stays withdrawn until the run"
      + " ends or it is switched on");

  private final String sentence;

  Intervention(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }

  /** Its name in metrics, events and summaries; an observer's beside a memory begins with observer_. */
  public String word(boolean ofObserver) {
    return (ofObserver ? "observer_" : "") + name().toLowerCase(Locale.ROOT);
  }

  /** Whether the adaptation is faded out for it. */
  public boolean stops() {
    return this != NONE && this != GAIN_LOWERED && this != GAIN_RESTORED && this != REARMED
        && this != STAYS_WITHDRAWN;
  }
}
