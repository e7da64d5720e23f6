package org.statewise.controller.config;

import org.statewise.models.online.ModelText;

/**
 * What {@code adaptation.observer} says.
 *
 * @param model one model with its settings, {@code none} for no observer
 */
public record ObserverChoice(ModelText model, boolean automatic) {
  /** No observer. */
  static final ObserverChoice NONE = parse("adaptation.observer", "none");

  /** The one that belongs to {@code adaptation.model: auto}, and none beside any other model. */
  static final ObserverChoice AUTOMATIC = new ObserverChoice(NONE.model, true);

  /**
   * The choice of a text.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  static ObserverChoice parse(String key, String text) {
    if (text.equals("auto")) {
      return AUTOMATIC;
    }
    try {
      return new ObserverChoice(ModelText.parseOne(text), false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " must be auto, none or a model: " + e.getMessage(),
          e);
    }
  }

  /** As it was written. */
  public String text() {
    return automatic ? "auto" : model.text();
  }

  /** Whether there is one; what is automatic is none until it is resolved. */
  public boolean learns() {
    return !model.text().equals("none");
  }
}
