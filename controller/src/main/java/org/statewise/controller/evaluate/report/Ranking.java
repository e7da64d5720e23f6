package org.statewise.controller.evaluate.report;

import java.util.Comparator;
import java.util.List;

/**
 * Who did best: a dot and its spread for each, the smallest figure first. Whoever has no finite figure
 * stands behind the others.
 *
 * @param title what is ranked
 * @param axis the figure and its unit
 * @param entries in any order
 */
public record Ranking(String title, Plot.Axis axis, List<Entry> entries) {
  public Ranking {
    entries = entries.stream().sorted(Comparator.comparingDouble(entry -> Double.isFinite(entry
        .value()) ? entry.value() : Double.POSITIVE_INFINITY)).toList();
  }

  /**
   * One of them.
   *
   * @param value what it is ranked by
   * @param low the least of its repetitions
   * @param high the largest
   * @param text the figure in words, beside the dot
   */
  public record Entry(String name, double value, double low, double high, String text) {
    /** By the mean of repetitions, from the least to the largest. */
    public static Entry of(String name, Spread spread) {
      return new Entry(name, spread.mean(), spread.least(), spread.worst(), Figures.of(spread));
    }

    /** The same with a remark behind the figure. */
    public Entry remarked(String remark) {
      return remark.isEmpty()
          ? this
          : new Entry(name, value, low, high, text + ", " + remark);
    }
  }
}
