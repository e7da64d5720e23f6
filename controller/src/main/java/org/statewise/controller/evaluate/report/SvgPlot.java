package org.statewise.controller.evaluate.report;

/**
 * Draws a {@link Plot} as SVG. Lines differ in colour, dashes and markers, so that a print without colours
 * still tells them apart. Names stand beside the ends of lines, and below the plot where they do not fit
 * there.
 */
final class SvgPlot {
  private static final int TOP = 26;

  /** A plot grows for the names beside its lines, but not beyond this. */
  private static final int MAX_LABELS = 700;
  private static final double SLANT_SINE = 0.643;

  private final Plot plot;
  private final String id;
  private final Canvas.Size size;
  private final boolean titled;
  private final Frame frame;
  private final boolean slanted;
  private final boolean direct;
  private final LineLabels labels;
  private final Legend legend;
  private final Canvas canvas;

  private SvgPlot(Plot plot, String id, Canvas.Size size, boolean titled) {
    this.plot = plot;
    this.id = id;
    this.size = size;
    this.titled = titled;
    AxisScale x = AxisScale.lower(plot);
    AxisScale y = AxisScale.left(plot);
    int top = TOP + (titled ? size.line() + 4 : 0);
    double tickWidth = y.ticks().stream().mapToDouble(tick -> size.widthOf(tick.label())).max()
        .orElse(0);
    int left = (int) (size.line() + 12 + tickWidth);
    labels = new LineLabels(plot, size);
    boolean named = !plot.lines().isEmpty();
    boolean lines = plot.lines().stream().allMatch(Plot.Line::joined);
    direct = named && (!lines || (!size.isNarrow() && labels.height() < MAX_LABELS));
    int right = direct && lines ? labels.width() : 16;
    int width = size.width() - left - right;
    slanted = x.isNamed() && x.ticks().stream()
        .anyMatch(tick -> size.widthOf(tick.label()) > width / (double) x.ticks().size() - 6);
    double tickHeight = slanted
        ? 18 + SLANT_SINE * x.ticks().stream().mapToDouble(tick -> size.widthOf(tick.label())).max()
            .orElse(0)
        : 0;
    int bottom = (int) Math.max(size.line(), tickHeight) + size.line() + 16;
    int inside = size.height() - TOP - bottom;
    frame = new Frame(left, top, width,
        direct && lines ? Math.max(inside, labels.height() + 8) : inside, x, y);
    legend = new Legend(plot, size, frame.bottom() + bottom);
    int height = frame.bottom() + bottom + (named && !direct ? legend.height() : 0);
    canvas = new Canvas(size, height, plot.title());
  }

  /**
   * Draws.
   *
   * @param id unique within the page
   */
  static String draw(Plot plot, String id, Canvas.Size size) {
    return new SvgPlot(plot, id, size, false).draw();
  }

  /** With its title inside, for a picture that stands alone. */
  static String drawTitled(Plot plot, String id, Canvas.Size size) {
    return new SvgPlot(plot, id, size, true).draw();
  }

  private String draw() {
    canvas.out().format(
        "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n", id,
        frame.left(), frame.top() - 1, frame.width() + 1, frame.height() + 2);
    if (titled) {
      canvas.text(frame.left(), size.line(), "start", "plot-title", plot.title());
    }
    stretches();
    axes();
    new SvgLines(plot, frame, canvas).draw(id);
    if (direct) {
      labels.draw(frame, canvas);
    } else if (!plot.lines().isEmpty()) {
      legend.draw(canvas);
    }
    return canvas.end();
  }

  private void stretches() {
    for (Plot.Stretch stretch : plot.stretches()) {
      double from = Math.max(frame.px(stretch.from()), frame.left());
      double to = Math.min(frame.px(stretch.to()), frame.right());
      switch (stretch.kind()) {
        case SHADED -> canvas.out().format(
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"shade\"/>\n", from,
            frame.top(), Math.max(to - from, 0.5), frame.height());
        case SECTION -> canvas.out().format("<path d=\"M%.1f %dV%d\" class=\"stretch\"/>\n", from,
            frame.top() - 4, frame.bottom());
        case EVENT -> canvas.out().format("<path d=\"M%.1f %dl4 8h-8z\" class=\"event\"/>\n", from,
            frame.bottom() - 8);
      }
      // A name over a short stretch would run into the next one.
      if (!stretch.label().isEmpty() && size.widthOf(stretch.label()) < to - from) {
        canvas.text((from + to) / 2, frame.top() - 7, "middle", "tick", stretch.label());
      }
    }
  }

  private void axes() {
    for (AxisScale.Tick tick : frame.x().ticks()) {
      double at = frame.left() + tick.at() * frame.width();
      canvas.out().format("<path d=\"M%.1f %dv%d\" class=\"grid\"/>\n", at, frame.top(),
          frame.height());
      if (slanted) {
        canvas.slanted(at + 4, frame.bottom() + size.line() - 2, tick.label());
      } else {
        canvas.text(at, frame.bottom() + size.line(), "middle", "tick", tick.label());
      }
    }
    for (AxisScale.Tick tick : frame.y().ticks()) {
      double at = frame.top() + (1 - tick.at()) * frame.height();
      canvas.out().format("<path d=\"M%d %.1fh%d\" class=\"grid\"/>\n", frame.left(), at,
          frame.width());
      canvas.text(frame.left() - 6, at + 4, "end", "tick", tick.label());
    }
    canvas.out().format("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"frame\"/>\n",
        frame.left(), frame.top(), frame.width(), frame.height());
    canvas.text(frame.left() + frame.width() / 2.0, legend.top() - 10, "middle", "axis",
        plot.x().label());
    canvas.out().format("<text transform=\"translate(%d %.1f) rotate(-90)\" text-anchor=\"middle\""
        + " class=\"axis\">%s</text>\n", size.line() - 3, frame.top() + frame.height() / 2.0,
        Xml.escape(plot.y().label()));
  }
}
