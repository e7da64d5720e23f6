package org.statewise.bridge.api;

/** The rules for numbers that several settings share; each message names the key and the value. */
public final class SettingCheck {
  private SettingCheck() {}

  /**
   * Refuses what is not a finite number of at least 0.
   *
   * @throws IllegalArgumentException if {@code value} is negative, infinite or NaN
   */
  public static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be finite and not negative, but is " + value);
    }
  }

  /**
   * Refuses what is not a finite number above 0.
   *
   * @throws IllegalArgumentException if {@code value} is 0, negative, infinite or NaN
   */
  public static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(key + " must be finite and positive, but is " + value);
    }
  }
}
