package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;

/**
 * A model's text in which settings have several values in braces, {@code local:width={1|2},q={1e-4|1e-5}}:
 * a row for each combination.
 */
public final class SettingsGrid {
  private static final int MOST = 64;

  private SettingsGrid() {}

  /**
   * All texts, the last braces changing fastest.
   *
   * @throws IllegalArgumentException in one sentence if braces do not match or there are too many texts
   */
  public static List<String> expand(String text) {
    List<String> done = new ArrayList<>();
    done.add("");
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int close = text.indexOf('}', at);
      if (open < 0 && close < 0) {
        return joined(done, List.of(text.substring(at)));
      }
      if (open < 0 || close < open) {
        throw new IllegalArgumentException(
            "a grid must have a { with a } behind it for each set of values, but is '" + text
                + "'");
      }
      done = joined(done, List.of(text.substring(at, open)));
      done = joined(done, List.of(text.substring(open + 1, close).split("\\|", -1)));
      if (done.size() > MOST) {
        throw new IllegalArgumentException("a grid must have at most " + MOST
            + " combinations, but '" + text + "' has more");
      }
      at = close + 1;
    }
    return done;
  }

  private static List<String> joined(List<String> starts, List<String> ends) {
    return starts.stream().flatMap(start -> ends.stream().map(end -> start + end)).toList();
  }
}
