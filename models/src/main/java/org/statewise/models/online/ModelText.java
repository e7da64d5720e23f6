package org.statewise.models.online;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An online model as it is written: {@code name[:key=value,...]}, or two of them with a + between. Names and
 * form are checked when it is read; {@link OnlineModelSyntax} makes a spec of it, once the arm and the files that
 * it names are at hand.
 *
 * @param text as it was written
 * @param parts one model, or a memory and an observer
 */
public record ModelText(String text, List<Part> parts) {
  /** A + that starts a second model, and not the exponent of a number. */
  private static final Pattern PLUS = Pattern.compile("\\+\\s*(?=[a-z])");

  private static final String HIDDEN = "hidden:";

  /** Copies the parts. */
  public ModelText {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException naming the rule and the value if it has not the form of a model
   */
  public static ModelText parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String part : PLUS.split(text, -1)) {
      parts.add(part(part, ", or two of them with a + between"));
    }
    if (parts.size() > 2) {
      throw new IllegalArgumentException(
          "Online model: a + must stand between a memory and an observer, two models; got "
              + parts.size() + " in \"" + text + "\".");
    }
    return new ModelText(text, parts);
  }

  /**
   * Reads the text of one model alone.
   *
   * @throws IllegalArgumentException naming the rule and the value if it has not the form of one
   */
  public static ModelText parseOne(String text) {
    if (PLUS.matcher(text).find()) {
      throw new IllegalArgumentException(
          "Online model: must be one model, without a +; got \"" + text + "\".");
    }
    return new ModelText(text, List.of(part(text, "")));
  }

  private static Part part(String text, String orElse) {
    Part read = Part.parse(text.strip());
    if (!OnlineModelSyntax.words().contains(read.word())) {
      throw new IllegalArgumentException("Online model: must be one of "
          + String.join(", ", OnlineModelSyntax.words()) + orElse + "; got \"" + read.word()
          + "\".");
    }
    return read;
  }

  /** Whether one of its parts is of this kind. */
  public boolean uses(String word) {
    return parts.stream().anyMatch(part -> part.word.equals(word));
  }

  /** The files that it names. */
  public List<String> files() {
    return parts.stream().flatMap(Part::files).toList();
  }

  /**
   * One model.
   *
   * @param word its name
   * @param settings key by key, in the order in which they were written
   */
  public record Part(String word, Map<String, String> settings) {
    /** Of {@code word}, or {@code word:key=value,...}. */
    static Part parse(String text) {
      int colon = text.indexOf(':');
      String word = (colon < 0 ? text : text.substring(0, colon)).strip();
      Map<String, String> settings = new LinkedHashMap<>();
      for (String entry : colon < 0
          ? new String[0]
          : text.substring(colon + 1).split(",", -1)) {
        int equals = entry.indexOf('=');
        if (equals < 1) {
          throw refused(word, "needs key=value between commas, got \"" + entry.strip() + "\"");
        }
        String key = entry.substring(0, equals).strip();
        if (settings.put(key, entry.substring(equals + 1).strip()) != null) {
          throw refused(word, key + " must be given once, got it twice");
        }
      }
      return new Part(word, settings);
    }

    private Stream<String> files() {
      Optional<String> hidden = Optional.ofNullable(settings.get("features"))
          .filter(features -> features.startsWith(HIDDEN))
          .map(features -> features.substring(HIDDEN.length()));
      return Stream.of(Optional.ofNullable(settings.get("file")),
          Optional.ofNullable(settings.get("init")),
          Optional.ofNullable(settings.get("memory")), hidden).flatMap(Optional::stream);
    }
  }

  static IllegalArgumentException refused(String word, String rule) {
    return new IllegalArgumentException("Online model " + word + ": " + rule + ".");
  }
}
