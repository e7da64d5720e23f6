package org.statewise.controller.evaluate.report;

import java.util.List;

/**
 * Lines over a common axis, each with a band around it if it has a spread, and parts that are marked.
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
   * @param logarithmic values that are not positive are then left out
   */
  public record Axis(String label, boolean logarithmic) {
    /** An axis with equal steps. */
    public static Axis linear(String label) {
      return new Axis(label, false);
    }

    /** An axis with equal ratios. */
    public static Axis log(String label) {
      return new Axis(label, true);
    }
  }

  /**
   * A line; points that are not finite interrupt it.
   *
   * @param name in the legend
   * @param low the band's lower edge; empty for no band
   * @param high its upper edge
   */
  public record Line(String name, List<Double> x, List<Double> y, List<Double> low,
      List<Double> high) {
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

    /** A line without a band. */
    public Line(String name, List<Double> x, List<Double> y) {
      this(name, x, y, List.of(), List.of());
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
