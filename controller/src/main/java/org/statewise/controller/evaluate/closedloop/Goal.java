package org.statewise.controller.evaluate.closedloop;

import java.util.Locale;
import org.statewise.controller.evaluate.report.Figures;

/**
 * One point that the default is held to.
 *
 * @param what in words
 * @param figure the worst that was measured
 * @param limit what it must not exceed, or must reach
 * @param atMost whether the limit is an upper one
 * @param where the worst was found
 * @param infinite what an infinite figure says
 */
public record Goal(String what, double figure, double limit, boolean atMost, String where,
    String infinite) {
  private static final String DIVERGED = "diverged";

  static Goal atMost(String what, double figure, double limit, String where) {
    return new Goal(what, figure, limit, true, where, DIVERGED);
  }

  /** A time, infinite if what it is the time of did not come; {@code infinite} says so. */
  static Goal within(String what, double seconds, double limit, String where, String infinite) {
    return new Goal(what, seconds, limit, true, where, infinite);
  }

  static Goal atLeast(String what, double figure, double limit, String where) {
    return new Goal(what, figure, limit, false, where, DIVERGED);
  }

  /** A figure that is none does not hold. */
  public boolean holds() {
    return atMost ? figure <= limit : figure >= limit;
  }

  /** The figure as people read it. */
  public String figureText() {
    return Double.isInfinite(figure) ? infinite : Figures.of(figure);
  }

  /**
   * By how much it does not hold, as a part of the limit, or in the figure's unit where the limit is 0; 0 if
   * it holds.
   */
  public double beyond() {
    if (holds()) {
      return 0;
    }
    return limit == 0 ? Math.abs(figure) : Math.abs(figure - limit) / limit;
  }

  /** Whether it holds, and by how much it does not. */
  public String verdict() {
    if (holds()) {
      return "holds";
    }
    return !Double.isFinite(figure) || limit == 0
        ? "does not hold"
        : "does not hold by " + Figures.of(100 * beyond()) + " %";
  }

  /** In a sentence. */
  public String sentence() {
    return String.format(Locale.ROOT, "%s: %s, %s (%s %.3g)%s", what,
        verdict(),
        Double.isInfinite(figure) ? infinite : String.format(Locale.ROOT, "%.3g", figure),
        atMost ? "at most" : "at least", limit,
        where.isEmpty() ? "" : ", worst in " + where);
  }
}
