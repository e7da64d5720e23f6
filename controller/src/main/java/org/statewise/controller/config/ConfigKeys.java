package org.statewise.controller.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The keys of a configuration tree: their paths, their variables, and which one was meant. */
final class ConfigKeys {
  /** Of every variable that sets a key. */
  static final String PREFIX = "STATEWISE_";

  /** Variables that set no key: what the launcher reads, and which file is read. */
  static final Set<String> OTHER = Set.of("STATEWISE_JAVA", "STATEWISE_JVM_FLAGS",
      "STATEWISE_AOT", "STATEWISE_CONFIG");

  private ConfigKeys() {}

  /** The node at a path with dots; a missing node if there is none. */
  static JsonNode find(JsonNode tree, String path) {
    JsonNode node = tree;
    for (String key : path.split("\\.", -1)) {
      node = node.path(key);
    }
    return node;
  }

  /** The paths of all values, in order. */
  static List<String> leaves(ObjectNode tree) {
    List<String> paths = new ArrayList<>();
    collect(tree, "", paths, false);
    return paths;
  }

  private static void collect(ObjectNode group, String path, List<String> paths, boolean groups) {
    for (Map.Entry<String, JsonNode> entry : group.properties()) {
      String key = path + entry.getKey();
      boolean isGroup = entry.getValue() instanceof ObjectNode;
      if (groups || !isGroup) {
        paths.add(key);
      }
      if (entry.getValue() instanceof ObjectNode inner) {
        collect(inner, key + ".", paths, groups);
      }
    }
  }

  /** The variable of a key: {@code law.gainScale} is STATEWISE_LAW_GAIN_SCALE. */
  static String variable(String key) {
    return PREFIX + key.replaceAll("([A-Z])", "_$1").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Variable to key. */
  static Map<String, String> byVariable(ObjectNode tree) {
    Map<String, String> keys = new LinkedHashMap<>();
    leaves(tree).forEach(key -> keys.put(variable(key), key));
    return keys;
  }

  /**
   * The known key that an unknown one probably means: one of the same name in another group, else the
   * nearest of its own group.
   *
   * @param path of the group, with a dot at its end, or empty
   */
  static String nearest(ObjectNode tree, String path, String name) {
    List<String> all = new ArrayList<>();
    collect(tree, "", all, true);
    List<String> namesakes = all.stream()
        .filter(key -> key.substring(key.lastIndexOf('.') + 1).equalsIgnoreCase(name))
        .filter(key -> !key.startsWith(path) || path.isEmpty()).toList();
    ObjectNode group = path.isEmpty()
        ? tree
        : (ObjectNode) find(tree, path.substring(0, path.length() - 1));
    List<String> siblings = new ArrayList<>();
    group.fieldNames().forEachRemaining(siblings::add);
    String sibling = NearestWord.of(name, siblings);
    if (!namesakes.isEmpty() && !sibling.equalsIgnoreCase(name)) {
      return namesakes.getFirst();
    }
    return path + sibling;
  }

  /** The variable that an unknown one probably means: one of the same last words, else the nearest. */
  static String nearestVariable(String variable, Collection<String> known) {
    String words = variable.substring(PREFIX.length() - 1);
    return known.stream().filter(name -> name.endsWith(words)).findFirst()
        .orElseGet(() -> NearestWord.of(variable, known));
  }
}
