package org.statewise.controller.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values of an axis lie, from 0 at its beginning to 1 at its end, and where its ticks are. */
final class AxisScale {
  /** A logarithmic axis shows at most so many powers of ten below its largest value's. */
  private static final double MAX_DECADES = 9;

  /** One that diverged must not press all others flat. */
  private static final double MAX_ABOVE_LEAST = 1e9;

  private final boolean logarithmic;
  private final double from;
  private final double to;
  private final double step;

  /** Of 1, 2 and so on; empty where ticks are numbers. */
  private final List<String> names;

  /** A tick. */
  record Tick(double at, String label) {}

  private AxisScale(boolean logarithmic, double from, double to, double step) {
    this(logarithmic, from, to, step, List.of());
  }

  private AxisScale(boolean logarithmic, double from, double to, double step,
      List<String> names) {
    this.names = names;
    this.logarithmic = logarithmic;
    this.from = from;
    this.to = to;
    this.step = step;
  }

  /**
   * The lower axis of a plot, which ends where the values do, or a little further out where points alone lie
   * there.
   */
  static AxisScale lower(Plot plot) {
    List<Double> values = plot.lines().stream().flatMap(line -> line.x().stream()).toList();
    Plot.Axis axis = plot.x();
    if (axis.steps() == Plot.Steps.CATEGORIES) {
      return new AxisScale(false, 0.5, axis.names().size() + 0.5, 1, axis.names());
    }
    AxisScale scale = tight(axis.isLogarithmic(), values);
    if (axis.steps() == Plot.Steps.WHOLE) {
      return new AxisScale(false, scale.from, scale.to, Math.max(1, scale.step));
    }
    return plot.lines().stream().allMatch(Plot.Line::joined) ? scale : scale.wider();
  }

  private AxisScale wider() {
    double more = 0.04 * (to - from);
    return new AxisScale(logarithmic, from - more, to + more, step);
  }

  /** The left axis of a plot, with room for bands. */
  static AxisScale left(Plot plot) {
    List<Double> values = new ArrayList<>();
    for (Plot.Line line : plot.lines()) {
      values.addAll(line.y());
      values.addAll(line.high());
      // The lower edge of a wide band would stretch a logarithmic axis over nothing.
      if (!plot.y().isLogarithmic()) {
        values.addAll(line.low());
      }
    }
    return of(plot.y().isLogarithmic(), values);
  }

  /** An axis that shows all of {@code values} that it can and ends at ticks. */
  static AxisScale of(boolean logarithmic, List<Double> values) {
    return of(logarithmic, values, true);
  }

  /** The same, that ends where the values do if it is linear. */
  static AxisScale tight(boolean logarithmic, List<Double> values) {
    return of(logarithmic, values, false);
  }

  private static AxisScale of(boolean logarithmic, List<Double> values, boolean round) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (shows(logarithmic, value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (least > most) {
      return logarithmic ? new AxisScale(true, 0, 1, 1) : new AxisScale(false, 0, 1, 0.2);
    }
    return logarithmic ? decades(least, most) : linear(least, most, round);
  }

  private static boolean shows(boolean logarithmic, double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  private static AxisScale decades(double least, double most) {
    double top = Math.ceil(Math.log10(Math.min(most, least * MAX_ABOVE_LEAST)) - 1e-9);
    double bottom = Math.max(Math.floor(Math.log10(least) + 1e-9), top - MAX_DECADES);
    if (top <= bottom) {
      top = bottom + 1;
    }
    return new AxisScale(true, bottom, top, 1);
  }

  private static AxisScale linear(double least, double most, boolean round) {
    double span = most - least;
    if (!(span > 1e-12 * Math.max(Math.abs(least), Math.abs(most)))) {
      span = Math.max(Math.abs(most), 1);
    }
    double rough = span / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : 5);
    if (!round && most > least) {
      return new AxisScale(false, least, most, step);
    }
    return new AxisScale(false, step * Math.floor(least / step + 1e-9),
        step * Math.max(Math.ceil(most / step - 1e-9), Math.floor(least / step + 1e-9) + 1), step);
  }

  /** Whether a value can be drawn at all. */
  boolean shows(double value) {
    return shows(logarithmic, value);
  }

  /** Where a value lies; less than 0 or more than 1 outside. */
  double at(double value) {
    double scaled = logarithmic ? Math.log10(value) : value;
    return (scaled - from) / (to - from);
  }

  boolean isNamed() {
    return !names.isEmpty();
  }

  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    if (isNamed()) {
      for (int i = 0; i < names.size(); i++) {
        ticks.add(new Tick(at(i + 1.0), names.get(i)));
      }
      return ticks;
    }
    long first = (long) Math.ceil(from / step - 1e-9);
    long last = (long) Math.floor(to / step + 1e-9);
    long count = last - first;
    for (long i = first; i <= last; i++) {
      double value = i * step;
      ticks.add(new Tick((value - from) / (to - from), label(value)));
    }
    if (logarithmic && count <= 2) {
      addBetweenDecades(ticks);
    }
    return ticks;
  }

  /** Two powers of ten alone say too little. */
  private void addBetweenDecades(List<Tick> ticks) {
    for (double decade = from; decade < to; decade++) {
      for (int factor : new int[]{2, 5}) {
        double value = factor * Math.pow(10, decade);
        ticks.add(new Tick(at(value), plain(value)));
      }
    }
  }

  private String label(double value) {
    if (!logarithmic) {
      // 0.1 + 0.2 must not be drawn with seventeen digits.
      return plain(Math.abs(value) < step * 1e-6 ? 0 : value);
    }
    return plain(Math.pow(10, value));
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.6g", value);
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) {
      return String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e").replace("e-0", "e-")
          .replace("e+0", "e");
    }
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
