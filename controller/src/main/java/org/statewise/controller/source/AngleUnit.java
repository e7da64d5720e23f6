package org.statewise.controller.source;

/** In what a file counts angles, and their derivatives with them. */
public enum AngleUnit {
  RAD(1),
  DEG(Math.PI / 180);

  private final double radians;

  AngleUnit(double radians) {
    this.radians = radians;
  }

  /** How many radians one of it has. */
  double radians() {
    return radians;
  }
}
