package org.statewise.controller.evaluate.report;

import java.util.Locale;

/** The lines of a plot, their bands and their markers. */
final class SvgLines {
  private static final int MARKERS_A_LINE = 7;

  private final Plot plot;
  private final Frame frame;
  private final Canvas canvas;

  SvgLines(Plot plot, Frame frame, Canvas canvas) {
    this.plot = plot;
    this.frame = frame;
    this.canvas = canvas;
  }

  /**
   * Draws them.
   *
   * @param clip what cuts lines off at the frame; markers are drawn whole or not at all
   */
  void draw(String clip) {
    canvas.out().format("<g clip-path=\"url(#%s)\">\n", clip);
    for (Plot.Line line : plot.lines()) {
      band(line, ModelStyle.of(line.name()));
    }
    for (Plot.Line line : plot.lines()) {
      if (line.joined()) {
        canvas.stroke(path(line), ModelStyle.of(line.name()));
      }
    }
    canvas.out().format("</g>\n");
    for (int i = 0; i < plot.lines().size(); i++) {
      Plot.Line line = plot.lines().get(i);
      ModelStyle style = ModelStyle.of(line.name());
      canvas.markers(markers(line, style, i), style, line.name());
    }
  }

  private void band(Plot.Line line, ModelStyle style) {
    if (line.low().isEmpty()) {
      return;
    }
    // One patch for each stretch without a gap: along the upper edge, back along the lower.
    int start = 0;
    for (int i = 0; i <= line.x().size(); i++) {
      if (i == line.x().size() || !frame.shows(line.x().get(i), line.high().get(i))) {
        patch(line, style, start, i);
        start = i + 1;
      }
    }
  }

  private void patch(Plot.Line line, ModelStyle style, int from, int to) {
    if (to - from < 2) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (int i = from; i < to; i++) {
      point(path, i == from, frame.px(line.x().get(i)), frame.py(line.high().get(i)));
    }
    for (int i = to - 1; i >= from; i--) {
      double low = line.low().get(i);
      point(path, false, frame.px(line.x().get(i)),
          frame.y().shows(low) ? frame.py(low) : frame.bottom() + 1);
    }
    canvas.out().format("<path d=\"%sZ\" fill=\"%s\" fill-opacity=\"0.12\"/>\n", path,
        style.colour());
  }

  private String path(Plot.Line line) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < line.x().size(); i++) {
      boolean drawn = frame.shows(line.x().get(i), line.y().get(i));
      if (drawn) {
        point(path, !pen, frame.px(line.x().get(i)), frame.py(line.y().get(i)));
      }
      pen = drawn;
    }
    return path.toString();
  }

  private String markers(Plot.Line line, ModelStyle style, int index) {
    StringBuilder markers = new StringBuilder();
    int every = line.joined() ? Math.max(1, line.x().size() / MARKERS_A_LINE) : 1;
    for (int i = 0; i < line.x().size(); i++) {
      // Each line starts elsewhere, so that markers of close lines do not cover each other.
      boolean marked = (i + index * every / 5) % every == every / 2;
      if (marked && frame.holds(line.x().get(i), line.y().get(i))) {
        markers.append(
            style.markerAt(frame.px(line.x().get(i)), frame.py(line.y().get(i))));
      }
    }
    return markers.toString();
  }

  private static void point(StringBuilder path, boolean first, double x, double y) {
    path.append(String.format(Locale.ROOT, first ? "M%.1f %.1f" : "L%.1f %.1f", x, y));
  }
}
