package org.statewise.controller.config;

import org.statewise.models.online.ModelText;

/** What {@code adaptation.model} says. */
public sealed interface ModelChoice {
  /** Its word or text, as it was written. */
  String text();

  /** Whether there is a model that learns. */
  default boolean learns() {
    return true;
  }

  /** Whether the memory is a network that was trained over many arms. */
  default boolean isTrainedOverArms() {
    return false;
  }

  /**
   * The choice of a text.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  static ModelChoice parse(String key, String text) {
    return switch (text) {
      case "auto" -> new Automatic();
      case "network" -> new Network();
      default -> {
        try {
          yield new Other(ModelText.parse(text));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              key + " must be auto or a model: " + e.getMessage(), e);
        }
      }
    };
  }

  /** What suits the prior; {@link StatewiseConfig#resolved} tells. */
  record Automatic() implements ModelChoice {
    @Override
    public String text() {
      return "auto";
    }
  }

  /** The network of the keys beside this one. */
  record Network() implements ModelChoice {
    @Override
    public String text() {
      return "network";
    }
  }

  /** A model with its settings in its text. */
  record Other(ModelText model) implements ModelChoice {
    @Override
    public String text() {
      return model.text();
    }

    @Override
    public boolean learns() {
      return !model.text().equals("none");
    }

    @Override
    public boolean isTrainedOverArms() {
      ModelText.Part memory = model.parts().getFirst();
      return memory.word().equals("network") && memory.settings().containsKey("memory");
    }
  }
}
