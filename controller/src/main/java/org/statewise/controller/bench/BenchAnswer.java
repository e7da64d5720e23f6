package org.statewise.controller.bench;

import java.util.Comparator;
import java.util.List;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Ranking;

/** What a benchmark says in one sentence and one picture. */
final class BenchAnswer {
  private static final double MOSTLY = 99;
  private static final double HALF = 50;

  private final List<Series> delays;

  BenchAnswer(BenchResult result) {
    delays = result.settings().stream().flatMap(setting -> result.of(setting).stream())
        .filter(series -> series.quantity().compareTo(Quantity.TICK) < 0).toList();
  }

  /** How soon a command answers its state, at its best and at its worst. */
  String sentence() {
    List<Series> answers = delays.stream()
        .filter(series -> series.quantity() == Quantity.TURNAROUND)
        .sorted(Comparator.comparingDouble(series -> series.micros(MOSTLY))).toList();
    if (answers.isEmpty()) {
      return "No answer of the loop was measured.";
    }
    Series best = answers.getFirst();
    Series worst = answers.getLast();
    String first = "In 99 of 100 ticks a command is with the link within "
        + Figures.of(best.micros(MOSTLY)) + " µs of its state (" + name(best) + ")";
    return answers.size() == 1
        ? first + "; p99.9 is " + Figures.of(best.micros(Series.OFTEN)) + " µs."
        : first + ", in the slowest of " + answers.size() + " measurements within "
            + Figures.of(worst.micros(MOSTLY)) + " µs (" + name(worst) + "), "
            + Figures.of(worst.micros(MOSTLY) / Math.max(1, best.micros(MOSTLY)))
            + " times as long.";
  }

  /** Every delay by its 99th percentile, from the median to what happens once in a thousand times. */
  Ranking ranking() {
    return new Ranking("Delays: p99, and from the median to p99.9", Plot.Axis.log("delay, µs"),
        delays.stream().map(series -> new Ranking.Entry(series.label() + ", " + series.setting(),
            series.micros(MOSTLY), series.micros(HALF), series.micros(Series.OFTEN),
            Figures.of(series.micros(MOSTLY)) + " µs")).toList());
  }

  private static String name(Series series) {
    return series.over() + " at " + series.setting();
  }
}
