package org.statewise.controller.machine;

/** What a property of a machine means for a control loop. */
public enum Verdict {
  /** As it should be. */
  GOOD("good"),
  /** The loop runs, and could run better; or the machine does not tell. */
  WORKS("works"),
  /** Sooner or later the loop will be late for it. */
  HURTS("will hurt");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** Its words in tables. */
  public String word() {
    return word;
  }
}
