package org.statewise.controller.evaluate.report;

import java.util.List;

/**
 * Lines or points over a common axis, each line with a band around it if it has a spread, and parts that
 * are marked.
 *
 * @param title what is shown
 * @param x the lower axis
 * @param y the left axis
 * @param stretches parts of the x axis that are set off
 */
public record Plot(String title, Axis x, Axis y, List<Line> lines, List<Stretch> stretches) {
  public Plot {
    lines = List.copyOf(lines);
    stretches = List.copyOf(stretches);
  }

  /** Without stretches. */
  public Plot(String title, Axis x, Axis y, List<Line> lines) {
    this(title, x, y, lines, List.of());
  }

  /**
   * An axis.
   *
   * @param label quantity and unit
   * @param steps where its ticks may be
   * @param names of 1, 2 and so on; empty unless these are categories
   */
  public record Axis(String label, Steps steps, List<String> names) {
    public Axis {
      names = List.copyOf(names);
    }

    /** An axis with equal steps. */
    public static Axis linear(String label) {
      return new Axis(label, Steps.EQUAL, List.of());
    }

    /** An axis with equal ratios; values that are not positive are left out. */
    public static Axis log(String label) {
      return new Axis(label, Steps.RATIOS, List.of());
    }

    /** An axis of whole numbers: nothing lies between two of them that a tick could name. */
    public static Axis whole(String label) {
      return new Axis(label, Steps.WHOLE, List.of());
    }

    /** An axis of named things, the first at 1. */
    public static Axis categories(String label, List<String> names) {
      return new Axis(label, Steps.CATEGORIES, names);
    }

    boolean isLogarithmic() {
      return steps == Steps.RATIOS;
    }
  }

  /** Where ticks of an axis may be. */
  public enum Steps {
    /** At round numbers. */
    EQUAL,
    /** At powers of ten. */
    RATIOS,
    /** At whole numbers. */
    WHOLE,
    /** One at each name. */
    CATEGORIES
  }

  /**
   * A line; points that are not finite interrupt it.
   *
   * @param name beside its end
   * @param low the band's lower edge; empty for no band
   * @param high its upper edge
   * @param joined whether it is a line, and not points alone, each of which is marked
   */
  public record Line(String name, List<Double> x, List<Double> y, List<Double> low,
      List<Double> high, boolean joined) {
    /** Checks the lengths. */
    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (x.size() != y.size() || low.size() != high.size()
          || (!low.isEmpty() && low.size() != x.size())) {
        throw new IllegalArgumentException("the line '" + name + "' must have as many y as x and"
            + " a band of as many or none, but has " + x.size() + " x, " + y.size() + " y, "
            + low.size() + " lower and " + high.size() + " upper edges");
      }
    }

    /** A line with a band. */
    public Line(String name, List<Double> x, List<Double> y, List<Double> low,
        List<Double> high) {
      this(name, x, y, low, high, true);
    }

    /** A line without a band. */
    public Line(String name, List<Double> x, List<Double> y) {
      this(name, x, y, List.of(), List.of());
    }

    /** A point alone. */
    public static Line point(String name, double x, double y) {
      return new Line(name, List.of(x), List.of(y), List.of(), List.of(), false);
    }
  }

  /**
   * A part of the x axis.
   *
   * @param label above it; empty for none
   */
  public record Stretch(double from, double to, String label, Kind kind) {
    /** A moment. */
    public static Stretch event(double at) {
      return new Stretch(at, at, "", Kind.EVENT);
    }
  }

  /** How a stretch is drawn. */
  public enum Kind {
    /** Grey. */
    SHADED,
    /** A line where it begins. */
    SECTION,
    /** A triangle on the axis where it begins. */
    EVENT
  }
}
