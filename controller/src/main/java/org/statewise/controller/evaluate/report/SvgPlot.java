package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws a {@link Plot} as SVG with text that is text. Lines differ in colour, dashes and markers, so
 * that a print without colours still tells them apart.
 */
final class SvgPlot {
  private static final int LEFT = 68;
  private static final int TOP = 44;
  private static final int BOTTOM = 46;
  private static final int RIGHT = 16;
  private static final int LEGEND_LINE = 17;

  /** What stands before a name of the legend. */
  private static final int LEGEND_KEY = 48;

  /** Width of a letter of the legend, about. */
  private static final double LETTER = 5.6;
  private static final int MARKERS_A_LINE = 7;

  private final Plot plot;
  private final String id;
  private final int width;
  private final int height;
  private final int legendTop;
  private final int legendColumns;
  private final AxisScale x;
  private final AxisScale y;
  private final StringBuilder svg = new StringBuilder();
  private final Formatter out = new Formatter(svg, Locale.ROOT);

  private SvgPlot(Plot plot, String id, int width, int height) {
    this.plot = plot;
    this.id = id;
    this.width = width;
    double longest = plot.lines().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    legendColumns = (int) Math.clamp((width - LEFT) / (LEGEND_KEY + LETTER * longest), 1, 6);
    legendTop = height;
    int rows = plot.lines().size() > 1
        ? (plot.lines().size() + legendColumns - 1) / legendColumns
        : 0;
    this.height = height + LEGEND_LINE * rows;
    x = AxisScale.tight(plot.x().logarithmic(),
        plot.lines().stream().flatMap(line -> line.x().stream()).toList());
    List<Double> values = new ArrayList<>();
    for (Plot.Line line : plot.lines()) {
      values.addAll(line.y());
      values.addAll(line.high());
      // The lower edge of a wide band would stretch a logarithmic axis over nothing.
      if (!plot.y().logarithmic()) {
        values.addAll(line.low());
      }
    }
    y = AxisScale.of(plot.y().logarithmic(), values);
  }

  /**
   * Draws.
   *
   * @param id unique within the page
   */
  static String draw(Plot plot, String id, int width, int height) {
    return new SvgPlot(plot, id, width, height).draw();
  }

  private String draw() {
    out.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " role=\"img\" aria-label=\"%s\">\n",
        width, height, width, height,
        Xml.escape(plot.title()));
    out.format(
        "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n", id,
        LEFT, TOP, plotWidth(), plotHeight());
    text(LEFT, 16, "start", "plot-title", plot.title());
    stretches();
    axes();
    out.format("<g clip-path=\"url(#%s)\">\n", id);
    for (int i = 0; i < plot.lines().size(); i++) {
      band(plot.lines().get(i), LineStyle.of(i));
    }
    for (int i = 0; i < plot.lines().size(); i++) {
      line(plot.lines().get(i), LineStyle.of(i), i);
    }
    out.format("</g>\n");
    if (plot.lines().size() > 1) {
      legend();
    }
    return svg.append("</svg>\n").toString();
  }

  private int plotWidth() {
    return width - LEFT - RIGHT;
  }

  private int plotHeight() {
    return legendTop - TOP - BOTTOM;
  }

  private double px(double value) {
    return LEFT + x.at(value) * plotWidth();
  }

  private double py(double value) {
    // What lies far outside is drawn just outside, where the clip path ends it.
    return TOP + (1 - Math.clamp(y.at(value), -0.1, 1.1)) * plotHeight();
  }

  private void stretches() {
    for (Plot.Stretch stretch : plot.stretches()) {
      double from = Math.max(px(stretch.from()), LEFT);
      double to = Math.min(px(stretch.to()), LEFT + plotWidth());
      int bottom = TOP + plotHeight();
      switch (stretch.kind()) {
        case SHADED -> out.format(
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"shade\"/>\n", from, TOP,
            Math.max(to - from, 0.5), plotHeight());
        case SECTION -> out.format("<path d=\"M%.1f %dV%d\" class=\"stretch\"/>\n", from, TOP - 4,
            bottom);
        case EVENT -> out.format("<path d=\"M%.1f %dl4 8h-8z\" class=\"event\"/>\n", from,
            bottom - 8);
      }
      // A name over a short stretch would run into the next one.
      if (!stretch.label().isEmpty() && LETTER * stretch.label().length() < to - from) {
        text((from + to) / 2, TOP - 6, "middle", "tick", stretch.label());
      }
    }
  }

  private void axes() {
    for (AxisScale.Tick tick : x.ticks()) {
      double at = LEFT + tick.at() * plotWidth();
      out.format("<path d=\"M%.1f %dv%d\" class=\"grid\"/>\n", at, TOP, plotHeight());
      text(at, TOP + plotHeight() + 15, "middle", "tick", tick.label());
    }
    for (AxisScale.Tick tick : y.ticks()) {
      double at = TOP + (1 - tick.at()) * plotHeight();
      out.format("<path d=\"M%d %.1fh%d\" class=\"grid\"/>\n", LEFT, at, plotWidth());
      text(LEFT - 6, at + 4, "end", "tick", tick.label());
    }
    out.format("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"frame\"/>\n", LEFT, TOP,
        plotWidth(), plotHeight());
    text(LEFT + plotWidth() / 2.0, legendTop - 10, "middle", "axis", plot.x().label());
    out.format(
        "<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\" class=\"axis\">%s"
            + "</text>\n",
        TOP + plotHeight() / 2.0, Xml.escape(plot.y().label()));
  }

  private void band(Plot.Line line, LineStyle style) {
    if (line.low().isEmpty()) {
      return;
    }
    // One patch for each stretch without a gap: along the upper edge, back along the lower.
    int start = 0;
    for (int i = 0; i <= line.x().size(); i++) {
      boolean drawn = i < line.x().size() && x.shows(line.x().get(i))
          && y.shows(line.high().get(i));
      if (!drawn) {
        patch(line, style, start, i);
        start = i + 1;
      }
    }
  }

  private void patch(Plot.Line line, LineStyle style, int from, int to) {
    if (to - from < 2) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (int i = from; i < to; i++) {
      point(path, i == from ? "M" : "L", px(line.x().get(i)), py(line.high().get(i)));
    }
    for (int i = to - 1; i >= from; i--) {
      double low = line.low().get(i);
      double bottom = y.shows(low) ? py(low) : TOP + plotHeight() + 1;
      point(path, "L", px(line.x().get(i)), bottom);
    }
    out.format("<path d=\"%sZ\" fill=\"%s\" fill-opacity=\"0.14\"/>\n", path, style.colour());
  }

  private void line(Plot.Line line, LineStyle style, int index) {
    StringBuilder path = new StringBuilder();
    StringBuilder markers = new StringBuilder();
    boolean pen = false;
    int every = Math.max(1, line.x().size() / MARKERS_A_LINE);
    for (int i = 0; i < line.x().size(); i++) {
      boolean drawn = x.shows(line.x().get(i)) && y.shows(line.y().get(i));
      if (drawn) {
        double atX = px(line.x().get(i));
        double atY = py(line.y().get(i));
        point(path, pen ? "L" : "M", atX, atY);
        // Each line starts elsewhere, so that markers of close lines do not cover each other.
        if ((i + index * every / 5) % every == every / 2) {
          markers.append(style.markerAt(atX, atY));
        }
      }
      pen = drawn;
    }
    out.format("<path d=\"%s\" class=\"line\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n", path,
        style.colour(), style.dashes());
    out.format("<path d=\"%s\" class=\"marker\" stroke=\"%s\"/>\n", markers, style.colour());
  }

  private void legend() {
    int columnWidth = (width - LEFT) / legendColumns;
    for (int i = 0; i < plot.lines().size(); i++) {
      LineStyle style = LineStyle.of(i);
      int left = LEFT + columnWidth * (i % legendColumns);
      int at = legendTop + 4 + LEGEND_LINE * (i / legendColumns);
      out.format("<path d=\"M%d %dh26\" class=\"line\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n",
          left,
          at,
          style.colour(), style.dashes());
      out.format("<path d=\"%s\" class=\"marker\" stroke=\"%s\"/>\n", style.markerAt(left + 13, at),
          style.colour());
      text(left + 32, at + 4, "start", "tick", plot.lines().get(i).name());
    }
  }

  private static void point(StringBuilder path, String command, double atX, double atY) {
    path.append(command).append(String.format(Locale.ROOT, "%.1f %.1f", atX, atY));
  }

  private void text(double atX, double atY, String anchor, String style, String words) {
    out.format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n", atX, atY,
        anchor,
        style, Xml.escape(words));
  }
}
