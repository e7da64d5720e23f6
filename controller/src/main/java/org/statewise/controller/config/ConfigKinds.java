package org.statewise.controller.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** What kind of value a key takes: that of its default. */
final class ConfigKinds {
  /** Texts that may be numbers, written without quotes, too. */
  private static final Set<String> WORD_OR_NUMBER = Set.of("adaptation.compositeGain");

  private ConfigKinds() {}

  /** A number is a text where a key takes both. */
  static JsonNode read(String key, JsonNode value) {
    return value.isNumber() && WORD_OR_NUMBER.contains(key)
        ? TextNode.valueOf(value.asText())
        : value;
  }

  /** Refuses a value of another kind than the known one's. */
  static void check(String key, JsonNode known, JsonNode value, String source)
      throws ConfigException {
    boolean fits = switch (known.getNodeType()) {
      case NUMBER -> fitsNumber(known, value);
      case STRING -> value.isTextual();
      case BOOLEAN -> value.isBoolean();
      case ARRAY -> value.isArray();
      default -> false;
    };
    if (!fits) {
      throw new ConfigException(
          "%s: %s must be %s, but is %s".formatted(source, key, kind(known), value));
    }
    // Every list is one of numbers.
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(key + "[" + i + "]", DoubleNode.valueOf(0), value.get(i), source);
    }
  }

  /** Only the elements of lists can still be wrong here: whole numbers that are none. */
  static String misfit(JsonNode tree, JsonMappingException e) {
    StringBuilder key = new StringBuilder();
    JsonNode value = tree;
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() != null) {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
        value = value.path(step.getFieldName());
      } else {
        key.append('[').append(step.getIndex()).append(']');
        value = value.path(step.getIndex());
      }
    }
    return key + " must be a whole number, but is " + value;
  }

  /** A key keeps its kind: a 1 for a number with a fraction must not turn it into a whole one. */
  static JsonNode ofKind(JsonNode known, JsonNode value) {
    return switch (known.numberType()) {
      case DOUBLE -> DoubleNode.valueOf(value.doubleValue());
      case LONG -> LongNode.valueOf(value.longValue());
      case null, default -> value;
    };
  }

  private static boolean fitsNumber(JsonNode known, JsonNode value) {
    if (!known.isIntegralNumber()) {
      return value.isNumber() && Double.isFinite(value.doubleValue());
    }
    return value.isIntegralNumber()
        && (known.isInt() ? value.canConvertToInt() : value.canConvertToLong());
  }

  private static String kind(JsonNode known) {
    return switch (known.getNodeType()) {
      case NUMBER -> !known.isIntegralNumber()
          ? "a finite number"
          : known.isInt() ? "a whole number of 32 bits" : "a whole number of 64 bits";
      case STRING -> "a text";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      default -> "a group of keys";
    };
  }
}
