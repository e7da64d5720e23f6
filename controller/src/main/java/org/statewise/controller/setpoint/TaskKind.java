package org.statewise.controller.setpoint;

import java.util.Locale;

/** The kinds of {@link TaskSpec}, as configurations and commands name them. */
public enum TaskKind {
  PICK_AND_PLACE, SINE, HOLD, PATH;

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static TaskKind parse(String key, String word) {
    for (TaskKind kind : values()) {
      if (kind.text().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        key + " must be one of pick-and-place, sine, hold, path, but is '" + word + "'");
  }

  /** Its word. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
