package org.statewise.controller.adapt;

/** What the model may do while the arm moves. */
public enum AdaptationMode {
  /** It adds its torque and learns. */
  ON,
  /** Its torque is faded out, and it learns nothing. */
  OFF,
  /** It adds its torque and learns nothing. */
  FREEZE
}
