package org.statewise.models.arm;

/** The rules that the numbers of an arm share. */
final class Check {
  private Check() {}

  static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(key + " must be positive and finite, but is " + value);
    }
  }

  static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be finite and not negative, but is " + value);
    }
  }

  static void name(String key, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(key + " must not be blank");
    }
  }
}
