package org.statewise.controller.app.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a machine is made to do beside the loop.
 *
 * @param kinds all at once; empty for nothing
 */
public record Load(Set<Kind> kinds) {
  /** One thing that it does. */
  public enum Kind {
    /** A busy process a processor. */
    CPU,
    /** A thread of this program that allocates 200 MB a second. */
    HEAP,
    /** A thread that writes and waits for the disk. */
    DISK,
    /** A client that scrapes the run's metrics ten times a second. */
    SCRAPE,
    /** A broker to which the run publishes. */
    MQTT,
    /** A viewer of the run's live page. */
    PAGE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String NONE = "none";
  private static final String ALL = "all";

  public Load {
    kinds = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
  }

  /** Its words on the command line and in tables. */
  String word() {
    if (kinds.isEmpty()) {
      return NONE;
    }
    return kinds.size() == Kind.values().length
        ? ALL
        : kinds.stream().map(Kind::word).collect(Collectors.joining(","));
  }

  /**
   * Reads {@code none}, {@code all}, or words with commas between.
   *
   * @throws IllegalArgumentException in one sentence if one is unknown
   */
  public static Load parse(String text) {
    if (text.equals(NONE)) {
      return new Load(Set.of());
    }
    if (text.equals(ALL)) {
      return new Load(EnumSet.allOf(Kind.class));
    }
    return new Load(Arrays.stream(text.split(",", -1)).map(Load::kind)
        .collect(Collectors.toSet()));
  }

  private static Kind kind(String word) {
    List<String> known = Arrays.stream(Kind.values()).map(Kind::word).toList();
    int at = known.indexOf(word);
    if (at < 0) {
      throw new IllegalArgumentException("--load must be none, all or of "
          + String.join(", ", known) + ", but has '" + word + "'");
    }
    return Kind.values()[at];
  }
}
