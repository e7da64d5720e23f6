package org.statewise.controller.evaluate.report;

import java.util.List;

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

  /** A name that is wider than the picture goes on in the next line. */
  private List<String> lines(Plot.Line line) {
    return columns > 1
        ? List.of(line.name())
        : size.wrapped(line.name(), size.width() - LEFT - KEY);
  }

  /** Lines of text before the row of line {@code index}. */
  private int linesBefore(int index) {
    return columns > 1
        ? index / columns
        : plot.lines().subList(0, index).stream().mapToInt(line -> lines(line).size()).sum();
  }

  int height() {
    return size.line() * linesBefore(plot.lines().size() + columns - 1) + 4;
  }

  void draw(Canvas canvas) {
    int columnWidth = (size.width() - LEFT) / columns;
    for (int i = 0; i < plot.lines().size(); i++) {
      Plot.Line line = plot.lines().get(i);
      ModelStyle style = ModelStyle.of(line.name());
      int left = LEFT + columnWidth * (i % columns);
      int at = top + 6 + size.line() * linesBefore(i);
      canvas.stroke("M" + left + " " + at + "h26", style);
      canvas.markers(style.markerAt(left + 13, at), style, line.name());
      for (String words : lines(line)) {
        canvas.label(left + KEY - 4, at + 4, "start", style.colour(), words);
        at += size.line();
      }
    }
  }
}
