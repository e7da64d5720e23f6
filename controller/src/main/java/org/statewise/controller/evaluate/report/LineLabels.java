package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Names beside what they name: beside the end of each line, moved apart where ends are close, or beside
 * points, where there is room.
 */
final class LineLabels {
  private static final int GAP = 12;
  private static final int KEY = 24;

  /** What stands between the frame and a name. */
  private static final int BEFORE = GAP + KEY + 6;

  /** Most of a picture's width that names may take; longer ones are broken. */
  private static final double PART = 0.3;

  private final Plot plot;
  private final Canvas.Size size;
  private Frame frame;
  private Canvas canvas;

  LineLabels(Plot plot, Canvas.Size size) {
    this.plot = plot;
    this.size = size;
  }

  private List<String> lines(String name) {
    return size.wrapped(name, PART * size.width());
  }

  /** What names at the ends of lines take beside the frame. */
  int width() {
    return BEFORE + 4 + (int) plot.lines().stream().flatMap(line -> lines(line.name()).stream())
        .mapToDouble(size::widthOf).max().orElse(0);
  }

  /** What they take below each other. */
  int height() {
    return size.line() * plot.lines().stream().mapToInt(line -> lines(line.name()).size()).sum();
  }

  void draw(Frame around, Canvas on) {
    frame = around;
    canvas = on;
    if (plot.lines().stream().allMatch(Plot.Line::joined)) {
      ends();
    } else {
      points();
    }
  }

  /** A line's end and its name. */
  private record End(String name, double x, double y) {}

  private void ends() {
    List<End> ends = new ArrayList<>();
    for (Plot.Line line : plot.lines()) {
      ends.add(end(line));
    }
    ends.sort(Comparator.comparingDouble(End::y));
    double[] heights = ends.stream()
        .mapToDouble(end -> (double) size.line() * lines(end.name()).size()).toArray();
    double[] at = apart(ends.stream().mapToDouble(End::y).toArray(), heights, frame.top(),
        frame.bottom());
    for (int i = 0; i < at.length; i++) {
      End end = ends.get(i);
      ModelStyle style = ModelStyle.of(end.name());
      int key = frame.right() + GAP;
      canvas.out().format("<path d=\"M%.1f %.1fL%d %.1f\" class=\"leader\" stroke=\"%s\"/>\n",
          end.x() + 2,
          end.y(), key, at[i], style.colour());
      canvas.stroke(String.format(Locale.ROOT, "M%d %.1fh%d", key, at[i], KEY), style);
      canvas.markers(style.markerAt(key + KEY / 2.0, at[i]), style, end.name());
      List<String> lines = lines(end.name());
      double first = at[i] + 4 - size.line() * (lines.size() - 1) / 2.0;
      for (int line = 0; line < lines.size(); line++) {
        canvas.label(key + KEY + 4.0, first + line * size.line(), "start", style.colour(),
            lines.get(line));
      }
    }
  }

  /** Where the last point lies that is drawn; the lower corner if there is none. */
  private End end(Plot.Line line) {
    for (int i = line.x().size() - 1; i >= 0; i--) {
      if (frame.shows(line.x().get(i), line.y().get(i))) {
        return new End(line.name(), frame.px(line.x().get(i)),
            Math.clamp(frame.py(line.y().get(i)), frame.top(), (double) frame.bottom()));
      }
    }
    return new End(line.name(), frame.right(), frame.bottom());
  }

  /**
   * Middles of things in order that do not overlap, as close to those that are wanted as one pass down and
   * one up make them.
   */
  static double[] apart(double[] wanted, double[] heights, double from, double to) {
    double[] at = wanted.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(at[i], i == 0
          ? from + heights[0] / 2
          : at[i - 1] + (heights[i - 1] + heights[i]) / 2);
    }
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], i == at.length - 1
          ? to - heights[i] / 2
          : at[i + 1] - (heights[i] + heights[i + 1]) / 2);
    }
    return at;
  }

  /** A box that is taken. */
  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom
          && other.top < bottom;
    }
  }

  private void points() {
    List<Box> taken = new ArrayList<>();
    for (Plot.Line line : plot.lines()) {
      for (int i = 0; i < line.x().size(); i++) {
        if (frame.holds(line.x().get(i), line.y().get(i))) {
          double x = frame.px(line.x().get(i));
          double y = frame.py(line.y().get(i));
          taken.add(new Box(x - 4, y - 4, x + 4, y + 4));
        }
      }
    }
    for (Plot.Line line : plot.lines()) {
      if (!line.x().isEmpty() && frame.holds(line.x().getFirst(), line.y().getFirst())) {
        beside(line.name(), frame.px(line.x().getFirst()), frame.py(line.y().getFirst()), taken);
      }
    }
  }

  /** To the right, to the left, above or below; not at all if all of it is taken. */
  private void beside(String name, double x, double y, List<Box> taken) {
    double width = size.widthOf(name);
    double half = size.line() / 2.0;
    double[][] places = {{x + 7, y}, {x - 7 - width, y}, {x - width / 2, y - 2 * half + 2},
      {x - width / 2, y + 2 * half - 2}};
    for (double[] place : places) {
      Box box = new Box(place[0], place[1] - half + 2, place[0] + width, place[1] + half - 2);
      boolean inside = box.left() > frame.left() && box.right() < frame.right()
          && box.top() > frame.top() && box.bottom() < frame.bottom();
      if (inside && taken.stream().noneMatch(box::meets)) {
        taken.add(box);
        canvas.label(place[0], place[1] + 4, "start", ModelStyle.of(name).colour(), name);
        return;
      }
    }
  }
}
