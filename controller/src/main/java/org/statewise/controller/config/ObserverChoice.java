package org.statewise.controller.config;

import org.statewise.models.online.ModelText;

/**
 * What {@code adaptation.observer} says.
 *
 * @param model one model with its settings, {@code none} for no observer
 */
public record ObserverChoice(ModelText model) {
  /** No observer. */
  static final ObserverChoice NONE = parse("adaptation.observer", "none");

  /**
   * The choice of a text.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  static ObserverChoice parse(String key, String text) {
    try {
      return new ObserverChoice(ModelText.parseOne(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " must be none or a model: " + e.getMessage(), e);
    }
  }

  /** As it was written. */
  public String text() {
    return model.text();
  }

  /** Whether there is one. */
  public boolean learns() {
    return !model.text().equals("none");
  }
}
