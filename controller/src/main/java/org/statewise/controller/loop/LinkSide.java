package org.statewise.controller.loop;

/** How much is known of where the links are, behind the springs of elastic joints. */
public enum LinkSide {
  /** Nothing: nobody says it, and the joints' stiffness is not known. */
  UNKNOWN("unknown"),
  /** An estimate from measured position and torque and the joints' stiffness. */
  ESTIMATED("estimate"),
  /** The arm is a simulated one, which knows. */
  TRUE("true");

  private final String text;

  LinkSide(String text) {
    this.text = text;
  }

  /** Its word in reports. */
  public String text() {
    return text;
  }
}
