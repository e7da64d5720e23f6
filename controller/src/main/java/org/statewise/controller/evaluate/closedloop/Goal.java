package org.statewise.controller.evaluate.closedloop;

import java.util.Locale;

/**
 * One point that the default is held to.
 *
 * @param what in words
 * @param figure the worst that was measured
 * @param limit what it must not exceed, or must reach
 * @param atMost whether the limit is an upper one
 * @param where the worst was found
 */
public record Goal(String what, double figure, double limit, boolean atMost, String where) {
  static Goal atMost(String what, double figure, double limit, String where) {
    return new Goal(what, figure, limit, true, where);
  }

  static Goal atLeast(String what, double figure, double limit, String where) {
    return new Goal(what, figure, limit, false, where);
  }

  /** A figure that is none does not hold. */
  public boolean holds() {
    return atMost ? figure <= limit : figure >= limit;
  }

  /** In a sentence. */
  public String sentence() {
    return String.format(Locale.ROOT, "%s: %s, %.3g (%s %.3g)%s", what,
        holds() ? "holds" : "does not hold", figure, atMost ? "at most" : "at least", limit,
        where.isEmpty() ? "" : ", worst in " + where);
  }
}
