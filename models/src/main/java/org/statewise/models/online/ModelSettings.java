package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The key=value part of a model's text, read key by key. Asking for a key makes it a known one;
 * {@link #finish} refuses what nobody asked for.
 */
final class ModelSettings {
  private final String word;
  private final Map<String, String> values;
  private final TreeSet<String> known = new TreeSet<>();

  ModelSettings(ModelText.Part part) {
    word = part.word();
    values = part.settings();
  }

  String word() {
    return word;
  }

  String text(String key, String otherwise) {
    known.add(key);
    return values.getOrDefault(key, otherwise);
  }

  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  double number(String key, double otherwise) {
    String value = text(key, null);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          refused(key + " must be a number, got \"" + value + "\"").getMessage(), e);
    }
  }

  /** A number that is meant for samples of the usual period; of shorter ones a spec takes more. */
  double atMost(String key, double otherwise, double most) {
    double number = number(key, otherwise);
    if (number > most) {
      throw refused("%s must be at most %s, got %s".formatted(key, most, number));
    }
    return number;
  }

  int whole(String key, int otherwise) {
    String value = text(key, null);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          refused(key + " must be a whole number, got \"" + value + "\"").getMessage(), e);
    }
  }

  /** Whole numbers with - between them. */
  List<Integer> widths(String key, List<Integer> otherwise) {
    String value = text(key, null);
    if (value == null) {
      return otherwise;
    }
    List<Integer> widths = new ArrayList<>();
    for (String each : value.split("-", -1)) {
      try {
        widths.add(Integer.parseInt(each));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(refused(
            key + " must be widths such as 64-64, got \"" + value + "\"").getMessage(), e);
      }
    }
    return widths;
  }

  /** The spec, if every key that was given has been asked for. */
  OnlineModelSpec finish(OnlineModelSpec spec) {
    refuseOthers();
    return spec;
  }

  /** Refuses keys that nobody has asked for. */
  void refuseOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw refused("must have keys of " + (known.isEmpty()
            ? "none at all"
            : String.join(", ", known)) + "; got \"" + key + "\"");
      }
    }
  }

  IllegalArgumentException refused(String rule) {
    return ModelText.refused(word, rule);
  }
}
