package org.statewise.controller.evaluate.closedloop;

import java.util.Comparator;
import java.util.List;

/**
 * How rows did in the same plants. The best one keeps the bound of harm in every motion and has the
 * smallest error; where none keeps it, the one that breaks it least.
 *
 * @param candidates in the order of their rows
 */
public record Choice(List<Candidate> candidates) {
  /**
   * A row.
   *
   * @param harm its worst ratio to PD and prior alone, and where
   * @param linkMrad geometric mean of the error of the links in the last round, over the plants that PD
   *     and prior alone hold; infinite if a run there ended in a fault
   */
  public record Candidate(Baseline baseline, Results.Ratio harm, double linkMrad) {
    boolean isHarmless() {
      return harm.value() <= Results.HARM;
    }

    /** Both figures in words. */
    public String sentence() {
      return "%s: worst ratio to PD and prior %.2f%s, links %.2f mrad".formatted(baseline.name(),
          harm.value(), isHarmless() ? "" : " (broken, in " + harm.where() + ")", linkMrad);
    }
  }

  public Choice {
    candidates = List.copyOf(candidates);
  }

  /** The {@code rows} of some runs. */
  public static Choice of(Results results, List<Baseline> rows) {
    return new Choice(rows.stream().map(row -> new Candidate(row, results.harm(row, cell -> true),
        linkMrad(results, row))).toList());
  }

  private static double linkMrad(Results results, Baseline row) {
    return Math.exp(results.of(row).stream().filter(results::isJudge).map(Cell::measures)
        .mapToDouble(run -> run.held()
            ? Math.log(run.linkRmsMrad(run.lastRound()))
            : Double.POSITIVE_INFINITY)
        .average().orElse(Double.NaN));
  }

  /** The best candidate; there is at least one. */
  public Candidate best() {
    return candidates.stream()
        .min(Comparator.comparingInt((Candidate c) -> c.isHarmless() ? 0 : 1)
            .thenComparingDouble(c -> c.isHarmless() ? c.linkMrad() : c.harm().value()))
        .orElseThrow();
  }
}
