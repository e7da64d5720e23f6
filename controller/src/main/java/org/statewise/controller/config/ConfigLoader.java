package org.statewise.controller.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Fills a {@link StatewiseConfig}: defaults, then a YAML file, then single keys from the command line.
 * Later ones win, key by key; a key that does not exist fails and the nearest one is named.
 */
public final class ConfigLoader {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();
  private static final ObjectMapper YAML = YAMLMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final ObjectNode tree;

  /** Starts from the defaults. */
  public ConfigLoader() {
    this(StatewiseConfig.DEFAULT);
  }

  /** Starts from {@code base}. */
  public ConfigLoader(StatewiseConfig base) {
    tree = JSON.valueToTree(base);
  }

  /**
   * Lays a YAML document over what is there.
   *
   * @param source its name, for messages
   */
  public ConfigLoader yaml(String text, String source) throws ConfigException {
    JsonNode document;
    try {
      document = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigException(source + " line " + e.getLocation().getLineNr()
          + " must be YAML, but: " + firstLine(e.getOriginalMessage()));
    }
    if (document == null || document.isNull() || document.isMissingNode()) {
      return this;
    }
    if (!(document instanceof ObjectNode keys)) {
      throw new ConfigException(source + " must hold keys and values, but holds " + document);
    }
    merge(tree, keys, "", source);
    return this;
  }

  /**
   * Sets one key.
   *
   * @param path for example {@code adaptation.loss}
   * @param value text, number, boolean or list
   */
  public ConfigLoader set(String path, Object value) throws ConfigException {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode at = patch;
    String[] keys = path.split("\\.", -1);
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.putObject(keys[i]);
    }
    at.set(keys[keys.length - 1], JSON.valueToTree(value));
    merge(tree, patch, "", "the command line");
    return this;
  }

  /** Sets one key to a value written as in YAML, for example {@code 3} or {@code [1, 2]}. */
  public ConfigLoader setText(String path, String value) throws ConfigException {
    try {
      return set(path, YAML.readTree(value));
    } catch (JsonProcessingException e) {
      throw new ConfigException("the command line: " + path + " must be a YAML value, but is '"
          + value + "'");
    }
  }

  /** The effective configuration. */
  public StatewiseConfig load() throws ConfigException {
    try {
      return JSON.treeToValue(tree, StatewiseConfig.class);
    } catch (JsonMappingException e) {
      throw new ConfigException(e.getCause() instanceof IllegalArgumentException rule
          ? firstLine(rule.getMessage())
          : misfit(e));
    } catch (JsonProcessingException e) {
      throw new ConfigException(firstLine(e.getOriginalMessage()));
    }
  }

  /** Only the elements of lists can still be wrong here: whole numbers that are none. */
  private String misfit(JsonMappingException e) {
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

  /** One configuration as JSON, for recordings. */
  public static String toJson(StatewiseConfig config) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a configuration of records can always be written", e);
    }
  }

  /** The configuration that {@link #toJson} wrote. */
  public static StatewiseConfig fromJson(String json) throws ConfigException {
    try {
      return JSON.readValue(json, StatewiseConfig.class);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "the recorded configuration cannot be read: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static void merge(ObjectNode into, ObjectNode patch, String path, String source)
      throws ConfigException {
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String key = path + entry.getKey();
      JsonNode known = into.get(entry.getKey());
      JsonNode value = entry.getValue();
      if (known == null) {
        throw new ConfigException("%s: unknown key '%s'; the nearest known one is '%s'"
            .formatted(source, key, path + nearest(entry.getKey(), into)));
      }
      if (known instanceof ObjectNode group && value instanceof ObjectNode inner) {
        merge(group, inner, key + ".", source);
      } else {
        checkKind(key, known, value, source);
        into.set(entry.getKey(), ofKind(known, value));
      }
    }
  }

  private static void checkKind(String key, JsonNode known, JsonNode value, String source)
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
      checkKind(key + "[" + i + "]", DoubleNode.valueOf(0), value.get(i), source);
    }
  }

  /** A key keeps its kind: a 1 for a number with a fraction must not turn it into a whole one. */
  private static JsonNode ofKind(JsonNode known, JsonNode value) {
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

  private static String nearest(String word, ObjectNode among) {
    List<String> names = new ArrayList<>();
    among.fieldNames().forEachRemaining(names::add);
    // Whoever begins a key right probably means it, however much is missing.
    return names.stream().min(Comparator.comparingInt(
        name -> distance(word, name) - commonPrefix(word, name))).orElse("");
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
