package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a rigid arm that the prior knows well lets one ask for: that perfect knowledge is no better, that
 * every motion is followed closely, and that a load is taken over at once.
 */
final class TidyGoals {
  private static final double RECOVER_SECONDS = 0.3;
  /** Below this gain scale the looser limit holds. */
  private static final double FULL_GAIN = 0.9;

  private TidyGoals() {}

  /** None where the stream was not run. */
  static List<Goal> of(Results results) {
    BenchmarkSet rows = results.benchmarkSet();
    List<Goal> goals = new ArrayList<>();
    List<Cell> runs = results.of(rows.standard()).stream()
        .filter(cell -> cell.scenario() == Scenario.TIDY).toList();
    if (runs.isEmpty()) {
      return goals;
    }
    Results.Ratio exact = results.worstRatio(rows.standard(), rows.exact(),
        cell -> cell.scenario() == Scenario.TIDY, 1);
    goals.add(Goal.atMost("tidy: RMS error over that of the exact model, any motion",
        exact.value(), 1, exact.where()));
    for (double gainScale : results.gainScales()) {
      runs.stream().filter(cell -> cell.gainScale() == gainScale)
          .max(Comparator.comparingDouble(cell -> cell.measures().worstRmsMrad(1)))
          .ifPresent(cell -> goals.add(Goal.atMost(
              "tidy: RMS error of the worst motion, mrad, gain " + gainScale,
              cell.measures().worstRmsMrad(1), gainScale > FULL_GAIN ? 1 : 2, cell.where())));
    }
    Results.Ratio recovery = new Results.Ratio(0, "");
    for (Cell cell : runs) {
      for (double seconds : cell.measures().recoverSeconds()) {
        recovery = recovery.or(new Results.Ratio(seconds, cell.where()));
      }
    }
    goals.add(Goal.within("tidy: after a pick-up, back under 1 mrad, s", recovery.value(),
        RECOVER_SECONDS, recovery.where(), RunMeasures.NOT_RECOVERED));
    return goals;
  }
}
