package org.statewise.bridge.api;

/** The rules for numbers that several settings share; each message names the key and the value. */
public final class SettingCheck {
  private SettingCheck() {}

  /** @throws IllegalArgumentException if {@code value} is negative, infinite or NaN */
  public static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be finite and not negative, but is " + value);
    }
  }

  /** @throws IllegalArgumentException if {@code value} is not above zero, infinite or NaN */
  public static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(key + " must be finite and positive, but is " + value);
    }
  }
}
