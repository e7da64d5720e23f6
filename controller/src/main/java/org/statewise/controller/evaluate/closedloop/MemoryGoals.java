package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What remembering must bring on elastic arms: against the best observer that remembers nothing and is run in
 * the same way, against a memory of the motion's phase, and by the part of the torque that the memory bears.
 */
final class MemoryGoals {
  private static final double REPEATED = 0.5;
  private static final double NEVER_AGAIN = 0.7;
  private static final double FIRST_ROUND = 1.05;
  private static final double PHASE = 1.2;
  /** Of what remembers by phase alone, as soon as something changes. */
  private static final double CHANGED = 1;
  private static final double BORNE = 0.8;
  private static final double FROZEN = 1.0 / 3;
  private static final String ITERATIVE = "iterative learning";

  private final Results results;
  private final Baseline standard;
  private final List<Goal> goals = new ArrayList<>();

  private MemoryGoals(Results results) {
    this.results = results;
    standard = results.benchmarkSet().standard();
  }

  /** None where nothing without a memory was run. */
  static List<Goal> of(Results results) {
    MemoryGoals memory = new MemoryGoals(results);
    memory.bestMemoryless().ifPresent(memory::againstObserver);
    memory.againstPhase();
    memory.share();
    memory.frozen();
    return memory.goals;
  }

  private static boolean isElastic(Cell cell) {
    return cell.scenario() != Scenario.TIDY;
  }

  private static boolean isRepeated(Cell cell) {
    return isElastic(cell) && cell.scenario() != Scenario.RANDOM;
  }

  /** The one with the least error of the links over all rounds, of those that ended in the fewest faults. */
  private Optional<Baseline> bestMemoryless() {
    return results.benchmarkSet().memoryless().stream()
        .filter(row -> results.of(row).stream().anyMatch(MemoryGoals::isElastic))
        .min(Comparator.<Baseline>comparingLong(row -> results.of(row).stream()
            .filter(cell -> results.isJudge(cell) && !cell.measures().held()).count())
            .thenComparingDouble(row -> results.meanRatio(row, results.benchmarkSet().none(),
                measures -> measures.linkRmsMradFrom(1), MemoryGoals::isElastic)));
  }

  private void againstObserver(Baseline best) {
    ratio(best, "repeated motions, links, last round", m -> m.linkRmsMrad(m.lastRound()),
        MemoryGoals::isRepeated, REPEATED);
    ratio(best, "repeated motions, motors, last round", m -> m.meanRmsMrad(m.lastRound()),
        MemoryGoals::isRepeated, REPEATED);
    ratio(best, "motions that never come again, links, last round",
        m -> m.linkRmsMrad(m.lastRound()), cell -> cell.scenario() == Scenario.RANDOM,
        NEVER_AGAIN);
    Results.Ratio worst = new Results.Ratio(0, "");
    for (Cell cell : results.of(standard)) {
      Optional<Cell> other = results.same(cell, best).filter(rival -> rival.measures().held());
      if (results.isJudge(cell) && other.isPresent()) {
        worst = worst.or(new Results.Ratio(cell.measures().linkRmsMrad(1)
            / other.get().measures().linkRmsMrad(1), cell.where()));
      }
    }
    goals.add(Goal.atMost("RMS error over that of " + best.name()
        + ", links, first round, any run", worst.value(), FIRST_ROUND, worst.where()));
  }

  private void againstPhase() {
    for (Baseline row : results.benchmarkSet().others()) {
      if (row.name().equals(ITERATIVE)) {
        ratio(row, "repeated motions, links, last round", m -> m.linkRmsMrad(m.lastRound()),
            MemoryGoals::isRepeated, PHASE);
        ratio(row, "motions that never come again, links, last round",
            m -> m.linkRmsMrad(m.lastRound()), cell -> cell.scenario() == Scenario.RANDOM, CHANGED);
        ratio(row, "every other grasp another load, links, last round",
            m -> m.linkRmsMrad(m.lastRound()), cell -> cell.scenario() == Scenario.SECOND_PAYLOAD,
            CHANGED);
      }
    }
  }

  private void ratio(Baseline to, String what, ToDoubleFunction<RunMeasures> figure,
      Predicate<Cell> where, double limit) {
    double ratio = results.meanRatio(standard, to, figure, where);
    if (Double.isFinite(ratio)) {
      goals.add(Goal.atMost("RMS error over that of " + to.name() + ", " + what
          + ", geometric mean", ratio, limit, ""));
    }
  }

  private void share() {
    double share = results.of(standard).stream()
        .filter(cell -> isElastic(cell) && results.isJudge(cell) && cell.measures().held())
        .mapToDouble(cell -> cell.measures().memoryShare(cell.measures().lastRound()))
        .filter(Double::isFinite).average().orElse(Double.NaN);
    if (Double.isFinite(share)) {
      goals.add(Goal.atLeast("part of what the prior leaves that the memory bears, last round, mean"
          + " over elastic arms", share, BORNE, ""));
    }
  }

  private void frozen() {
    frozen("", Carryover::left);
    frozen(String.format(Locale.ROOT, " %s times as fast", Carryover.FASTER),
        Carryover::leftFaster);
  }

  private void frozen(String how, ToDoubleFunction<Carryover> figure) {
    results.carryovers().stream().filter(Carryover::held)
        .max(Comparator.comparingDouble(figure)).ifPresent(worst -> goals.add(Goal.atMost(
            "what a memory that learns no more leaves of random motions that it never saw" + how
                + ", over what the prior leaves, worst arm",
            figure.applyAsDouble(worst), FROZEN, "seed " + worst.seed())));
  }
}
