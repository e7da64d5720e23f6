package org.statewise.models.online;

/** Sentences that several specs share. */
final class SpecCheck {
  private SpecCheck() {}

  static void joints(int joints, Scaling scaling) {
    if (scaling.joints() != joints) {
      throw new IllegalArgumentException("Scaling: must have constants for " + joints
          + " joints, got " + scaling.joints() + ".");
    }
  }

  static void holds(boolean holds, String what, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " must be " + rule + ", got " + value + ".");
    }
  }
}
