package org.statewise.controller.evaluate.report;

/** Where the values of a plot lie in its picture. */
record Frame(int left, int top, int width, int height, AxisScale x, AxisScale y) {
  double px(double value) {
    return left + x.at(value) * width;
  }

  double py(double value) {
    // What lies far outside is drawn just outside, where the clip path ends it.
    return top + (1 - Math.clamp(y.at(value), -0.1, 1.1)) * height;
  }

  boolean shows(double atX, double atY) {
    return x.shows(atX) && y.shows(atY);
  }

  /** Whether a point is inside or on the edge; a marker there is drawn whole. */
  boolean holds(double atX, double atY) {
    return shows(atX, atY) && isPart(x.at(atX)) && isPart(y.at(atY));
  }

  private static boolean isPart(double part) {
    return part >= -1e-9 && part <= 1 + 1e-9;
  }

  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }
}
