package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/** Draws a {@link Ranking}: a row each, its name and figure beside its dot; above it on a phone and where names are long. */
final class SvgRanking {
  private static final int TOP = 6;
  private static final int ROW = 24;
  /** A longer name stands above its dot. */
  private static final double NAME_PART = 0.45;
  private static final int PAD = 12;

  private final Ranking ranking;
  private final Canvas.Size size;
  private final AxisScale scale;
  private final boolean stacked;
  private final int left;
  private final int width;
  private final int row;
  private final int bottom;
  private final Canvas canvas;

  private SvgRanking(Ranking ranking, Canvas.Size size) {
    this.ranking = ranking;
    this.size = size;
    List<Double> shown = new ArrayList<>();
    for (Ranking.Entry entry : ranking.entries()) {
      shown.addAll(List.of(entry.low(), entry.value(), entry.high()));
    }
    if (!ranking.axis().isLogarithmic()) {
      shown.add(0.0);
    }
    scale = AxisScale.of(ranking.axis().isLogarithmic(), shown);
    stacked = size.isNarrow() || longest(true) > NAME_PART * size.width();
    int lines = ranking.entries().stream().mapToInt(entry -> lines(entry).size()).max().orElse(1);
    row = stacked ? ROW + lines * size.line() : ROW;
    left = stacked ? PAD : PAD + (int) longest(true);
    int right = PAD + (int) longest(false);
    width = size.width() - left - right - PAD;
    bottom = TOP + row * ranking.entries().size();
    canvas = new Canvas(size, bottom + 2 * size.line() + 10, ranking.title());
  }

  static String draw(Ranking ranking, Canvas.Size size) {
    return new SvgRanking(ranking, size).draw();
  }

  /** Width of the longest name, or of the longest figure. */
  private double longest(boolean name) {
    return ranking.entries().stream()
        .mapToDouble(entry -> size.widthOf(name ? entry.name() : entry.text())).max().orElse(0);
  }

  private List<String> lines(Ranking.Entry entry) {
    return size.wrapped(entry.name(), size.width() - 2.0 * PAD);
  }

  private String draw() {
    List<AxisScale.Tick> ticks = scale.ticks();
    for (AxisScale.Tick tick : ticks) {
      double at = left + tick.at() * width;
      canvas.out().format("<path d=\"M%.1f %dV%d\" class=\"grid\"/>\n", at, TOP, bottom);
      // A label at the frame's edge stays within the picture.
      double half = size.widthOf(tick.label()) / 2;
      canvas.text(Math.clamp(at, half, size.width() - half), bottom + size.line(), "middle", "tick",
          tick.label());
    }
    canvas.text(left + width / 2.0, bottom + 2 * size.line() + 4, "middle", "axis",
        ranking.axis().label());
    for (int i = 0; i < ranking.entries().size(); i++) {
      entry(ranking.entries().get(i), TOP + i * row);
    }
    return canvas.end();
  }

  private void entry(Ranking.Entry entry, int top) {
    ModelStyle style = ModelStyle.of(entry.name());
    int middle = top + row - ROW / 2;
    if (stacked) {
      List<String> lines = lines(entry);
      for (int i = 0; i < lines.size(); i++) {
        canvas.label(left, middle - 8.0 - size.line() * (lines.size() - 1 - i), "start",
            style.colour(), lines.get(i));
      }
    } else {
      canvas.label(left - 8.0, middle + 4.0, "end", style.colour(), entry.name());
    }
    canvas.text(size.width() - PAD, middle + 4.0, "end", "tick", entry.text());
    if (!scale.shows(entry.value())) {
      return;
    }
    if (entry.low() < entry.high()) {
      canvas.out().format("<path d=\"M%.1f %dH%.1f\" class=\"spread\" stroke=\"%s\"/>\n",
          px(entry.low()),
          middle, px(entry.high()), style.colour());
    }
    canvas.out().format("<circle cx=\"%.1f\" cy=\"%d\" r=\"4.5\" fill=\"%s\"/>\n",
        px(entry.value()), middle,
        style.colour());
  }

  private double px(double value) {
    return left + (scale.shows(value) ? Math.clamp(scale.at(value), 0, 1) : 1) * width;
  }
}
