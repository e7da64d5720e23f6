package org.statewise.controller.evaluate.report;

import java.util.List;
import java.util.Locale;

/**
 * How one line looks: colours that colour-blind readers tell apart (Okabe and Ito's), dashes and
 * markers for prints without any.
 *
 * @param dashes of SVG's stroke-dasharray
 * @param marker path commands around the point, relative to it
 */
record LineStyle(String colour, String dashes, String marker) {
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#000000",
      "#cc79a7", "#56b4e9", "#e69f00", "#6b4c9a");
  private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3", "12 4",
      "4 2", "1 3");
  private static final List<String> MARKERS = List.of("m-3 -3h6v6h-6z", "m0 -4l4 7h-8z",
      "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z", "m0 -4l4 4l-4 4l-4 -4z", "m-3 -3l6 6m0 -6l-6 6",
      "m-4 0h8m-4 -4v8", "m0 4l4 -7h-8z", "m-3 -3h6l-6 6h6z", "m0 -4v8");

  /** The style of a plot's line number {@code index}: the three lists have no common period. */
  static LineStyle of(int index) {
    return new LineStyle(COLOURS.get(index % COLOURS.size()), DASHES.get(index % DASHES.size()),
        MARKERS.get(index % MARKERS.size()));
  }

  String markerAt(double x, double y) {
    return String.format(Locale.ROOT, "M%.1f %.1f", x, y) + marker;
  }
}
