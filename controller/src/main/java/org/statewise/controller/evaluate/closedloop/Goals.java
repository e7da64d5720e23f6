package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds the default to its goals, point by point. */
public final class Goals {
  private static final double PART_OF_GRADIENTS = 0.1;
  private static final double PART_OF_OBSERVER = 0.5;
  private static final double RECOVER_SECONDS = 0.3;
  private static final double ROUGHNESS = 2;
  private static final double PERIOD_SECONDS = 0.004;
  private static final double GAIN = 2;
  /** An oscillation must be noticed and slowed down within this time. */
  static final double NOTICED_SECONDS = 0.3;
  /** Below this gain scale the looser limit holds. */
  private static final double FULL_GAIN = 0.9;

  private final Results results;
  private final Baseline standard;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(Results results) {
    this.results = results;
    standard = results.benchmarkSet().standard();
  }

  /** All points. */
  public static List<Goal> of(Results results) {
    Goals goals = new Goals(results);
    goals.safety();
    goals.detector();
    goals.accuracy();
    goals.observer();
    goals.smoothness();
    return List.copyOf(goals.goals);
  }

  private void safety() {
    long faults = results.of(standard).stream().filter(cell -> !cell.measures().held()).count();
    goals.add(Goal.atMost("runs of the default that ended in a fault", (double) faults, 0, ""));
    Results.Ratio harm = results.harm(standard, cell -> true);
    goals
        .add(Goal.atMost("harm: RMS error over that of PD and prior alone, any motion and the first"
            + " second", harm.value(), Results.HARM, harm.where()));
  }

  /** The too fast observer, on the plants that PD and prior alone hold. */
  private void detector() {
    List<Detection> runs = results.detections().stream()
        .filter(run -> results.isJudge(run.scenario(), run.gainScale(), run.seed())).toList();
    runs.stream().max(Comparator.comparingDouble(Detection::swingSeconds)).ifPresent(worst -> {
      goals.add(Goal.atMost("an observer that is too fast is slowed down within, s",
          worst.swingSeconds(), NOTICED_SECONDS, worst.where()));
      List<Detection> faults = runs.stream().filter(run -> !run.held()).toList();
      goals.add(Goal.atMost("its runs that ended in a fault", (double) faults.size(), 0,
          faults.isEmpty() ? "" : faults.getFirst().where()));
    });
  }

  private void accuracy() {
    Results.Ratio plain = results.worstRatio(standard, results.benchmarkSet().exact(), Goals::plain,
        1);
    goals.add(Goal.atMost("RMS error over that of the exact model, plain stream, any motion",
        plain.value(), 1, plain.where()));
    Results.Ratio exact = results.worstRatio(standard, results.benchmarkSet().exact(), Goals::hard,
        1);
    goals.add(Goal.atMost("the same in the harder streams", exact.value(), 1, exact.where()));
    for (double gainScale : results.gainScales()) {
      double limit = gainScale > FULL_GAIN ? 1 : 2;
      worstMotion("plain stream", gainScale, limit, Goals::plain);
      worstMotion("harder streams", gainScale, limit, Goals::hard);
    }
    for (double gainScale : results.gainScales()) {
      bestGradient(gainScale).ifPresent(row -> {
        Results.Ratio ratio = meanRatio(row, cell -> plain(cell)
            && cell.gainScale() == gainScale);
        goals.add(Goal.atMost("mean RMS error over that of the best SGD or Adam row ("
            + row.name() + ")", ratio.value(), PART_OF_GRADIENTS, ratio.where()));
      });
    }
    row("rls").ifPresent(rls -> {
      Results.Ratio ratio = meanRatio(rls, cell -> true);
      goals.add(Goal.atMost("mean RMS error over that of random features + RLS", ratio.value(), 1,
          ratio.where()));
    });
    recovery("plain stream", Goals::plain);
    recovery("harder streams", Goals::hard);
  }

  private static boolean plain(Cell cell) {
    return cell.scenario() == Scenario.PLAIN;
  }

  /** Where the torque rate guard limits every row alike is not among the streams of the goals. */
  private static boolean hard(Cell cell) {
    return cell.scenario() != Scenario.PLAIN && cell.scenario() != Scenario.HASTY;
  }

  private void worstMotion(String stream, double gainScale, double limit, Predicate<Cell> where) {
    results.of(standard).stream()
        .filter(cell -> cell.gainScale() == gainScale && where.test(cell))
        .max(Comparator.comparingDouble(cell -> cell.measures().worstRmsMrad(1)))
        .ifPresent(cell -> goals.add(Goal.atMost("RMS error of the worst motion, mrad, " + stream
            + ", gain " + gainScale, cell.measures().worstRmsMrad(1), limit, name(cell))));
  }

  private void recovery(String stream, Predicate<Cell> where) {
    double worst = 0;
    String found = "";
    for (Cell cell : results.of(standard)) {
      for (double seconds : cell.measures().recoverSeconds()) {
        if (where.test(cell) && seconds > worst) {
          worst = seconds;
          found = name(cell);
        }
      }
    }
    goals.add(Goal.within("after a pick-up, back under 1 mrad, s, " + stream, worst,
        RECOVER_SECONDS, found, RunMeasures.NOT_RECOVERED));
  }

  /** Against the fastest observer whose delay margin is at least that of the default. */
  private void observer() {
    for (double gainScale : results.gainScales()) {
      double own = results.margin(standard, gainScale).map(Margin::delaySeconds).orElse(0.0);
      results.benchmarkSet().observers().stream()
          .filter(row -> results.margin(row, gainScale)
              .filter(margin -> margin.delaySeconds() >= own - 1e-9).isPresent())
          .reduce((slower, faster) -> faster).ifPresent(row -> against(row, gainScale));
    }
  }

  private void against(Baseline observer, double gainScale) {
    Predicate<Cell> here = cell -> cell.gainScale() == gainScale;
    String name = "a disturbance observer of no smaller delay margin (" + observer.name()
        + "), gain " + gainScale;
    Results.Ratio later = meanRatio(observer, cell -> here.test(cell) && plain(cell), 2);
    goals.add(Goal.atMost("mean RMS error over that of " + name + ", plain stream from round 2",
        later.value(), PART_OF_OBSERVER, later.where()));
    Results.Ratio hard = meanRatio(observer, cell -> here.test(cell) && hard(cell), 1);
    goals.add(Goal.atMost("the same in the worst of the harder streams", hard.value(),
        PART_OF_OBSERVER, hard.where()));
    Results.Ratio anywhere = results.worstRatio(standard, observer,
        cell -> here.test(cell) && (plain(cell) || hard(cell)), 1);
    goals.add(Goal.atMost("the same, any motion anywhere", anywhere.value(), Results.HARM,
        anywhere.where()));
  }

  private void smoothness() {
    Results.Ratio worst = new Results.Ratio(0, "");
    for (Cell cell : results.of(standard)) {
      Optional<Cell> exact = results.same(cell, results.benchmarkSet().exact());
      if (exact.isPresent()) {
        worst = worst.or(new Results.Ratio(
            cell.measures().roughnessNm() / exact.get().measures().roughnessNm(), name(cell)));
      }
    }
    goals.add(Goal.atMost("torque roughness over that of the exact model", worst.value(),
        ROUGHNESS, worst.where()));
    for (double gainScale : results.gainScales()) {
      results.margin(standard, gainScale).ifPresent(margin -> {
        goals.add(Goal.atLeast("delay margin, s, gain " + gainScale, margin.delaySeconds(),
            PERIOD_SECONDS, ""));
        goals.add(Goal.atLeast("gain margin of the adaptation, gain " + gainScale, margin.gain(),
            GAIN, ""));
      });
    }
  }

  private Optional<Baseline> bestGradient(double gainScale) {
    return results.benchmarkSet().gradients().stream().min(Comparator.comparingDouble(
        row -> Results.spread(results.of(row, Scenario.PLAIN, gainScale), m -> m.rmsMrad(1))
            .mean()));
  }

  private Optional<Baseline> row(String name) {
    return results.benchmarkSet().others().stream().filter(row -> row.name().equals(name))
        .findFirst();
  }

  private Results.Ratio meanRatio(Baseline to, Predicate<Cell> where) {
    return meanRatio(to, where, 1);
  }

  /** The worst stream's ratio of mean errors over seeds. */
  private Results.Ratio meanRatio(Baseline to, Predicate<Cell> where, int firstRound) {
    Results.Ratio worst = new Results.Ratio(0, "");
    for (Scenario scenario : results.scenarios()) {
      for (double gainScale : results.gainScales()) {
        List<Cell> mine = results.of(standard, scenario, gainScale);
        List<Cell> other = results.of(to, scenario, gainScale);
        if (!mine.isEmpty() && !other.isEmpty() && where.test(mine.getFirst())) {
          worst = worst.or(new Results.Ratio(
              Results.spread(mine, m -> m.rmsMrad(firstRound)).mean()
                  / Results.spread(other, m -> m.rmsMrad(firstRound)).mean(),
              scenario.word() + ", gain " + gainScale));
        }
      }
    }
    return worst;
  }

  private static String name(Cell cell) {
    return "%s, gain %.1f, seed %d".formatted(cell.scenario().word(), cell.gainScale(),
        cell.seed());
  }
}
