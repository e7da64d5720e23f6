package org.statewise.models.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads YAML of one document of mappings, lists and plain values. Tags, anchors and aliases are refused,
 * since they would be ignored or taken for something else; so are a second document, deep nesting and a
 * text that is too long, before anything is built from them.
 */
public final class PlainYaml {
  /** The longest text, in bytes of a file and in characters; our longest file has a hundredth of it. */
  public static final int MAX_BYTES = 1 << 20;
  private static final int MAX_LEVELS = 20;

  private static final ObjectMapper MAPPER = YAMLMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Yaml yaml;
  private int documents;
  private int level;

  private PlainYaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    yaml = new Yaml(options);
  }

  /**
   * Reads a text.
   *
   * @return missing or null where nothing is in it
   * @throws IllegalArgumentException in one sentence that begins with the line and goes on with the
   *     rule
   */
  public static JsonNode read(String text) {
    if (text.length() > MAX_BYTES) {
      throw new IllegalArgumentException("YAML must have at most " + MAX_BYTES
          + " characters, but has " + text.length());
    }
    new PlainYaml().check(text);
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IllegalArgumentException(
          "line " + line + " must be YAML, but: " + firstLine(e.getOriginalMessage()), e);
    }
  }

  private void check(String text) {
    try {
      for (Event event : yaml.parse(new StringReader(text))) {
        check(event);
      }
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String problem = firstLine(e.getProblem());
      throw new IllegalArgumentException(line(mark) + (problem.contains("\\t")
          ? " must be indented by blanks, but holds a tab"
          : " must be YAML, but: " + problem), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("must be YAML, but: " + firstLine(e.getMessage()), e);
    }
  }

  private void check(Event event) {
    Mark at = event.getStartMark();
    if (event instanceof DocumentStartEvent) {
      documents++;
      require(documents == 1, at, "must not begin a second document, but has a '---'");
    } else if (event instanceof AliasEvent alias) {
      require(false, at, "must not refer to an anchor, but has '*" + alias.getAnchor() + "'");
    } else if (event instanceof NodeEvent node) {
      require(node.getAnchor() == null, at,
          "must not have an anchor, but has '&" + node.getAnchor() + "'");
      String tag = tag(node);
      require(tag == null, at, "must not have a tag, but has '" + tag + "'");
    }
    if (event instanceof CollectionStartEvent) {
      level++;
      require(level <= MAX_LEVELS, at, "must be nested at most " + MAX_LEVELS
          + " levels deep, but is nested deeper");
    } else if (event instanceof CollectionEndEvent) {
      level--;
    }
  }

  private static String tag(NodeEvent node) {
    String tag = switch (node) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
    return tag == null || tag.length() <= 80 ? tag : tag.substring(0, 80) + "...";
  }

  private static void require(boolean fits, Mark at, String rule) {
    if (!fits) {
      throw new IllegalArgumentException(line(at) + " " + rule);
    }
  }

  private static String line(Mark mark) {
    return "line " + (mark == null ? 1 : mark.getLine() + 1);
  }

  private static String firstLine(String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }
}
