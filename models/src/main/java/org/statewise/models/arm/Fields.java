package org.statewise.models.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One mapping of an arm file, read key by key. Every failure is one sentence that starts with the
 * source and the key's path.
 */
final class Fields {
  private final String source;
  private final String path;
  private final JsonNode node;

  Fields(String source, String path, JsonNode node) {
    this.source = source;
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw fail(path.isEmpty() ? "the file" : path, "must be a mapping of keys to values");
    }
  }

  /**
   * Refuses every key that is not in {@code known}; called first, so that a typo is named as one.
   */
  void only(String... known) {
    node.fieldNames().forEachRemaining(key -> {
      if (!List.of(known).contains(key)) {
        throw fail(at(key), "is not a known key; known are " + String.join(", ", known));
      }
    });
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode value = present(key);
    if (!value.isTextual()) {
      throw fail(at(key), "must be a text, but is " + value);
    }
    return value.textValue();
  }

  double number(String key) {
    return number(at(key), present(key));
  }

  double numberOr(String key, double fallback) {
    return has(key) ? number(key) : fallback;
  }

  OptionalDouble optional(String key) {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  Vec3 vec3(String key) {
    JsonNode value = present(key);
    if (!value.isArray() || value.size() != 3) {
      throw fail(at(key), "must be a list of three numbers, but is " + value);
    }
    return located(at(key), () -> new Vec3(
        number(at(key) + "[0]", value.get(0)),
        number(at(key) + "[1]", value.get(1)),
        number(at(key) + "[2]", value.get(2))));
  }

  /** Reads the mapping below {@code key}; what the reader throws is located there. */
  <T> T child(String key, Function<Fields, T> reader) {
    return read(at(key), present(key), reader);
  }

  /** Reads each mapping of the list below {@code key}. */
  <T> List<T> children(String key, Function<Fields, T> reader) {
    JsonNode value = present(key);
    if (!value.isArray()) {
      throw fail(at(key), "must be a list, but is " + value);
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      all.add(read(at(key) + "[" + i + "]", value.get(i), reader));
    }
    return all;
  }

  /** Reads this whole mapping. */
  <T> T read(Function<Fields, T> reader) {
    return located(path, () -> reader.apply(this));
  }

  private <T> T read(String where, JsonNode value, Function<Fields, T> reader) {
    return new Fields(source, where, value).read(reader);
  }

  private JsonNode present(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw fail(at(key), "is missing");
    }
    return value;
  }

  private double number(String where, JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    // YAML 1.1 takes 1e-3 for a text since it has no dot.
    if (value.isTextual()) {
      String text = value.textValue();
      if (text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
        return Double.parseDouble(text);
      }
      if (text.matches("[-+]?inf")) {
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
    }
    throw fail(where, "must be a number, but is " + value);
  }

  private <T> T located(String where, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (LocatedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new LocatedException(
          source + (where.isEmpty() ? "" : ": " + where) + ": " + e.getMessage(), e);
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private LocatedException fail(String where, String sentence) {
    return new LocatedException(source + ": " + where + " " + sentence, null);
  }

  /** A failure that already says where it happened. */
  private static final class LocatedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    LocatedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
