package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/** One vector of joint values as it came: present or not, and of whatever length. Reused. */
@HotPath
final class JointValues {
  /** The first values that came; those beyond its length are counted alone. */
  final double[] value;

  /** How many values came. */
  int count;

  boolean present;

  JointValues(int joints) {
    value = new double[joints];
  }

  void clear() {
    present = false;
    count = 0;
  }

  void add(double next) {
    if (count < value.length) {
      value[count] = next;
    }
    count++;
  }

  /** Makes this the vector that is to be sent. */
  void set(double[] values) {
    present = true;
    count = value.length;
    System.arraycopy(values, 0, value, 0, count);
  }

  /** Whether it is there, of the arm's length, and every number of it finite. */
  boolean isWhole() {
    if (!present || count != value.length) {
      return false;
    }
    for (int j = 0; j < value.length; j++) {
      if (!Double.isFinite(value[j])) {
        return false;
      }
    }
    return true;
  }
}
