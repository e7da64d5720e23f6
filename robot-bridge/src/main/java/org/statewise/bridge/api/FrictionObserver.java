package org.statewise.bridge.api;

/**
 * When a cabinet's friction observer compensates the friction of the motors (Le Tien, Albu-Schaeffer, De
 * Luca and Hirzinger, 2008).
 */
public enum FrictionObserver {
  /** Never: friction is what the joints show. */
  OFF("never"),
  /** Always. */
  ON("always"),
  /**
   * In each joint whose commanded position is not the measured one, as real cabinets are reported to do
   * under a torque overlay.
   */
  OFF_AT_COMMANDED_POSITION("off-at-commanded-position");

  private final String text;

  FrictionObserver(String text) {
    this.text = text;
  }

  /** Its word in configurations; on and off would be truth values in YAML. */
  public String text() {
    return text;
  }

  /**
   * The one of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static FrictionObserver parse(String key, String text) {
    for (FrictionObserver observer : values()) {
      if (observer.text.equals(text)) {
        return observer;
      }
    }
    throw new IllegalArgumentException(
        key + " must be never, always or off-at-commanded-position, but is '" + text + "'");
  }
}
