package org.statewise.controller.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.statewise.models.yaml.PlainYaml;

/**
 * Fills a {@link StatewiseConfig}: defaults, then a YAML file, then the environment, then single keys
 * from the command line. Later ones win, key by key, and where each value came from is remembered; a
 * key that does not exist fails and the nearest one is named.
 */
public final class ConfigLoader {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).addModule(ConfigSpecs.module()).build();

  private static final String COMMAND_LINE = "the command line";

  /** Keys that older recordings do not have, each with what stands for what was done then. */
  private static final Map<String, Object> SINCE_RECORDINGS = Map.of("adaptation.lowPassHz", 0,
      "adaptation.samplePeriodMillis", 0, "adaptation.observer", "none",
      "adaptation.askedAt", "measured", "adaptation.compositeGain", 0,
      "safety.statePeriodMillis", 0);

  private final ObjectNode tree;
  private final Map<String, String> origins = new HashMap<>();

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
      document = PlainYaml.read(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(source + " " + e.getMessage());
    }
    if (document == null || document.isNull() || document.isMissingNode()) {
      return this;
    }
    if (!(document instanceof ObjectNode keys)) {
      throw new ConfigException(source + " must hold keys and values, but holds " + document);
    }
    merge(keys, source);
    return this;
  }

  /** Sets a key as {@link #set} does, or leaves it as it is where {@code value} is null. */
  public void setIfGiven(String key, Object value) throws ConfigException {
    if (value != null) {
      set(key, value);
    }
  }

  /**
   * Sets one key.
   *
   * @param path for example {@code adaptation.loss}
   * @param value text, number, boolean or list
   */
  public ConfigLoader set(String path, Object value) throws ConfigException {
    return set(path, JSON.valueToTree(value), COMMAND_LINE);
  }

  private ConfigLoader set(String path, JsonNode value, String source) throws ConfigException {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode at = patch;
    String[] keys = path.split("\\.", -1);
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.putObject(keys[i]);
    }
    at.set(keys[keys.length - 1], value);
    merge(patch, source);
    return this;
  }

  /** Sets one key to a value written as in YAML, for example {@code 3} or {@code [1, 2]}. */
  public ConfigLoader setText(String path, String value) throws ConfigException {
    return setText(path, value, COMMAND_LINE);
  }

  private ConfigLoader setText(String path, String value, String source) throws ConfigException {
    try {
      JsonNode read = PlainYaml.read(value);
      // A text need not be quoted to be one: 7, true and nothing at all are texts too.
      boolean text = ConfigKeys.find(tree, path).isTextual();
      return set(path, text && !read.isTextual() ? TextNode.valueOf(value) : read, source);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(source + ": " + path + " must be a YAML value, but is '"
          + value + "'");
    }
  }

  /**
   * Lays the variables of an environment over what is there: those that begin with
   * {@code STATEWISE_} and are not the launcher's own. {@code STATEWISE_LAW_GAIN_SCALE} is
   * {@code law.gainScale}; values are written as in YAML.
   */
  public ConfigLoader environment(Map<String, String> variables) throws ConfigException {
    Map<String, String> keys = ConfigKeys.byVariable(tree);
    for (Map.Entry<String, String> entry : new TreeMap<>(variables).entrySet()) {
      String variable = entry.getKey();
      if (!variable.startsWith(ConfigKeys.PREFIX) || ConfigKeys.OTHER.contains(variable)) {
        continue;
      }
      String key = keys.get(variable);
      if (key == null) {
        throw new ConfigException("the environment: unknown variable '%s'; the nearest known one is"
            .formatted(variable) + " '" + ConfigKeys.nearestVariable(variable, keys.keySet())
            + "'");
      }
      setText(key, entry.getValue(), variable);
    }
    return this;
  }

  /** Whether anything but the defaults gave the key its value. */
  public boolean isSet(String key) {
    return origins.containsKey(key);
  }

  /** Every key with its effective value and where that came from, in the order of the tree. */
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (String key : ConfigKeys.leaves(tree)) {
      settings.add(new Setting(key, ConfigKeys.find(tree, key).toString(),
          origins.getOrDefault(key, "default")));
    }
    return settings;
  }

  /**
   * One key.
   *
   * @param key for example {@code law.gainScale}
   * @param value as JSON, which is YAML too
   * @param origin a file, a variable of the environment, the command line, or default
   */
  public record Setting(String key, String value, String origin) {}

  /** The effective configuration. */
  public StatewiseConfig load() throws ConfigException {
    try {
      return JSON.treeToValue(tree, StatewiseConfig.class);
    } catch (JsonMappingException e) {
      throw new ConfigException(e.getCause() instanceof IllegalArgumentException rule
          ? firstLine(rule.getMessage())
          : ConfigKinds.misfit(tree, e));
    } catch (JsonProcessingException e) {
      throw new ConfigException(firstLine(e.getOriginalMessage()));
    }
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
      if (!(JSON.readTree(json) instanceof ObjectNode recorded)) {
        throw new ConfigException("there is none");
      }
      ConfigLoader loader = new ConfigLoader();
      // What an older program did not know of is as it was then: the default, but for what has come since
      // and may be on by default.
      for (Map.Entry<String, Object> then : SINCE_RECORDINGS.entrySet()) {
        String[] path = then.getKey().split("\\.", -1);
        if (recorded.get(path[0]) instanceof ObjectNode group && !group.has(path[1])) {
          loader.set(then.getKey(), then.getValue());
        }
      }
      loader.merge(recorded, "recording");
      return loader.load();
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "the recorded configuration cannot be read: " + firstLine(e.getOriginalMessage()));
    } catch (ConfigException e) {
      throw new ConfigException("the recorded configuration cannot be read: " + e.getMessage());
    }
  }

  private void merge(ObjectNode patch, String source) throws ConfigException {
    merge(tree, patch, "", source);
  }

  private void merge(ObjectNode into, ObjectNode patch, String path, String source)
      throws ConfigException {
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String key = path + entry.getKey();
      JsonNode known = into.get(entry.getKey());
      JsonNode value = ConfigKinds.read(key, entry.getValue());
      if (known == null) {
        throw new ConfigException("%s: unknown key '%s'; the nearest known one is '%s'"
            .formatted(source, key, ConfigKeys.nearest(tree, path, entry.getKey())));
      }
      if (known instanceof ObjectNode group && value instanceof ObjectNode inner) {
        merge(group, inner, key + ".", source);
      } else {
        ConfigKinds.check(key, known, value, source);
        into.set(entry.getKey(), ConfigKinds.ofKind(known, value));
        origins.put(key, source);
      }
    }
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
