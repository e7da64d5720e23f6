package org.statewise.controller.evaluate.report;

/** The names of a plot's lines below it, in columns. */
final class Legend {
  /** What stands before a name. */
  private static final int KEY = 36;
  private static final int LEFT = 8;
  private static final int MAX_COLUMNS = 6;

  private final Plot plot;
  private final Canvas.Size size;
  private final int top;
  private final int columns;

  /** @param top where it begins in the picture */
  Legend(Plot plot, Canvas.Size size, int top) {
    this.plot = plot;
    this.size = size;
    this.top = top;
    double longest = plot.lines().stream().mapToDouble(line -> size.widthOf(line.name())).max()
        .orElse(0);
    columns = (int) Math.clamp((size.width() - LEFT) / (KEY + 16 + longest), 1, MAX_COLUMNS);
  }

  int top() {
    return top;
  }

  int height() {
    return size.line() * ((plot.lines().size() + columns - 1) / columns) + 4;
  }

  void draw(Canvas canvas) {
    int columnWidth = (size.width() - LEFT) / columns;
    for (int i = 0; i < plot.lines().size(); i++) {
      Plot.Line line = plot.lines().get(i);
      ModelStyle style = ModelStyle.of(line.name());
      int left = LEFT + columnWidth * (i % columns);
      int at = top + 6 + size.line() * (i / columns);
      canvas.stroke("M" + left + " " + at + "h26", style);
      canvas.markers(style.markerAt(left + 13, at), style, line.name());
      canvas.label(left + KEY - 4, at + 4, "start", style.colour(), line.name());
    }
  }
}
