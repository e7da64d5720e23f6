package org.statewise.controller.evaluate.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one model looks, on every page alike: it follows from its name and from nothing else. The colour
 * follows from the word that the name begins with, dashes and marker from the rest, so that models of one
 * kind are told apart, and prints without colours too.
 *
 * <p>The eight colours are the ones of which the closest two are furthest apart, as readers with any of the
 * three kinds of colour blindness see them, among those with a contrast of at least 3 to 1 on white; four
 * were given (Okabe and Ito's and black).
 *
 * @param dashes of SVG's stroke-dasharray
 * @param marker path commands around the point, relative to it
 */
record ModelStyle(String colour, String dashes, String marker) {
  private static final String BLACK = "#000000";
  private static final String BLUE = "#0072b2";
  private static final String RED = "#d55e00";
  private static final String GREEN = "#009e73";
  private static final String VIOLET = "#780fe1";
  private static final String BROWN = "#783c1e";
  private static final String NAVY = "#2d1e87";
  private static final String GREY = "#877896";

  /** All colours. */
  static final List<String> COLOURS = List.of(BLUE, RED, GREEN, BLACK, VIOLET, BROWN, NAVY, GREY);
  private static final List<String> DASHES = List.of("7 3", "2 3", "9 3 2 3", "12 4", "4 2",
      "1 3", "12 3 2 3 2 3");
  private static final List<String> MARKERS = List.of("m-3 -3h6v6h-6z", "m0 -4l4 7h-8z",
      "m0 -4l4 4l-4 4l-4 -4z", "m-3 -3l6 6m0 -6l-6 6", "m-4 0h8m-4 -4v8", "m0 4l4 -7h-8z",
      "m-3 -3h6l-6 6h6z", "m0 -4v8");
  private static final String DISC = "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z";

  /** By the first word of a name; a word that is not here gets a colour by its letters. */
  private static final Map<String, String> BY_WORD = new HashMap<>();
  /** Words that stand alone as whole lines, one a colour. */
  private static final Set<String> SOLID = new HashSet<>(Set.of("torque", "phi", "w"));
  private static final Pattern FIRST_WORD = Pattern.compile("[a-z][a-z-]*");
  /** A loss that was learned, at the rate that the paper has for all, is called by its kind elsewhere. */
  private static final Pattern USUAL = Pattern.compile("^learned-|@0\\.001$");
  private static final Pattern JOINT = Pattern.compile("A([1-9])");

  static {
    put(GREY, "persistence", "none", "no", "mean", "wake-up");
    put(BLACK, "squared", "exact", "tick");
    put(BLUE, "default", "standard", "turnaround", "torque", "phi", "w", "predict");
    put(RED, "state-dependent", "network", "doomed", "rigid-body", "iterative", "velocity", "reply",
        "learn");
    put(GREEN, "observer", "momentum", "disturbance", "hand-over", "read");
    put(VIOLET, "structured", "trend", "rls", "feedback");
    put(BROWN, "mlp", "local", "guards");
    put(NAVY, "kalman", "precision-kalman", "composite", "send");
  }

  private static void put(String colour, String... words) {
    SOLID.add(words[0]);
    for (String word : words) {
      BY_WORD.put(word, colour);
    }
  }

  /** The style of a model, or of whatever else a line shows, by its name. */
  static ModelStyle of(String name) {
    Matcher joint = JOINT.matcher(name);
    if (joint.matches()) {
      int index = Integer.parseInt(joint.group(1)) - 1;
      return new ModelStyle(COLOURS.get(index % COLOURS.size()), index == 0
          ? "none"
          : DASHES.get((index - 1) % DASHES.size()), MARKERS.get(index % MARKERS.size()));
    }
    String own = USUAL.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    Matcher first = FIRST_WORD.matcher(own);
    String word = first.lookingAt() ? first.group() : own;
    String colour = BY_WORD.getOrDefault(word, COLOURS.get(Math.floorMod(spread(word),
        COLOURS.size())));
    if ((own.equals(word) && SOLID.contains(word)) || word.equals("default")) {
      return new ModelStyle(colour, "none", DISC);
    }
    int variant = Math.floorMod(spread(own), DASHES.size() * MARKERS.size());
    return new ModelStyle(colour, DASHES.get(variant % DASHES.size()),
        MARKERS.get(variant / DASHES.size()));
  }

  /** A number that small differences between names change wholly (FNV-1a, mixed). */
  private static int spread(String name) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x01000193;
    }
    return (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
  }

  String markerAt(double x, double y) {
    return String.format(Locale.ROOT, "M%.1f %.1f", x, y) + marker;
  }
}
