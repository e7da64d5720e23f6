package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Holds the default to its goals, point by point: first that it does no harm, then that its loop is far
 * from oscillating and quiet, then that it brings something, that its {@link MemoryGoals memory} does, on elastic arms and on {@link TidyGoals rigid
 * ones}, and no less than others that are as safe.
 */
public final class Goals {
  /** An oscillation must be noticed and slowed down within this time. */
  static final double NOTICED_SECONDS = 0.3;
  /** A loop must bear a command that comes a period later. */
  static final double PERIOD_SECONDS = 0.004;
  private static final double GAIN = 2;
  /** The torque may be so much rougher than with PD and prior alone. */
  static final double ROUGHNESS = 2;
  /** Parts of the error of PD and prior alone that may be left in the first and in the last round. */
  private static final double FIRST_ROUND = 0.5;
  private static final double LAST_ROUND = 0.33;

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
    goals.harm();
    goals.detector();
    goals.margins();
    goals.smoothness();
    goals.accuracy();
    goals.rivals();
    goals.goals.addAll(MemoryGoals.of(results));
    goals.goals.addAll(TidyGoals.of(results));
    return List.copyOf(goals.goals);
  }

  /** The runs of the default in plants that PD and prior alone hold. */
  private List<Cell> judged() {
    return results.of(standard).stream().filter(results::isJudge).toList();
  }

  private void harm() {
    List<Cell> faults = judged().stream().filter(cell -> !cell.measures().held()).toList();
    goals.add(Goal.atMost("runs of the default that ended in a fault, where PD and prior alone"
        + " hold", (double) faults.size(), 0, faults.isEmpty() ? "" : faults.getFirst().where()));
    // A fault counts above; how far the others are off would drown in it.
    Results.Ratio harm = results.harm(standard, cell -> cell.measures().held());
    goals.add(Goal.atMost("harm: RMS error over that of PD and prior alone, either side, any motion"
        + " and the first second", harm.value(), Results.HARM, harm.where()));
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

  private void margins() {
    for (double gainScale : results.gainScales()) {
      results.margin(standard, gainScale).ifPresent(margin -> {
        goals.add(Goal.atLeast("delay margin, s, gain " + gainScale, margin.delaySeconds(),
            PERIOD_SECONDS, ""));
        goals.add(Goal.atLeast("gain margin of the adaptation, gain " + gainScale, margin.gain(),
            GAIN, ""));
      });
    }
  }

  private void smoothness() {
    Results.Ratio rough = worst(
        (mine, none) -> mine.roughnessNm() / none.roughnessNm());
    goals.add(Goal.atMost("torque roughness over that of PD and prior alone", rough.value(),
        ROUGHNESS, rough.where()));
    Results.Ratio fast = worst((mine, none) -> mine.fastNm() / none.fastNm());
    goals.add(Goal.atMost("torque above 20 Hz over that of PD and prior alone", fast.value(),
        ROUGHNESS, fast.where()));
  }

  private Results.Ratio worst(ToDoubleBiFunction<RunMeasures, RunMeasures> ratio) {
    Results.Ratio worst = new Results.Ratio(0, "");
    for (Cell cell : judged()) {
      Optional<Cell> none = results.same(cell, results.benchmarkSet().none());
      worst = worst.or(new Results.Ratio(
          ratio.applyAsDouble(cell.measures(), none.orElseThrow().measures()), cell.where()));
    }
    return worst;
  }

  private void accuracy() {
    left("links, first round", m -> m.linkRmsMrad(1), FIRST_ROUND);
    left("links, last round", m -> m.linkRmsMrad(m.lastRound()), LAST_ROUND);
    left("motors, first round", m -> m.meanRmsMrad(1), FIRST_ROUND);
    left("motors, last round", m -> m.meanRmsMrad(m.lastRound()), LAST_ROUND);
  }

  private void left(String side, ToDoubleFunction<RunMeasures> figure, double limit) {
    Predicate<Cell> elastic = cell -> cell.scenario() != Scenario.TIDY;
    double ratio = results.meanRatio(standard, results.benchmarkSet().none(), figure, elastic);
    if (Double.isFinite(ratio)) {
      goals.add(Goal.atMost("RMS error over that of PD and prior alone, " + side
          + ", geometric mean over elastic arms", ratio, limit, ""));
    }
  }

  private void rivals() {
    for (double gainScale : results.gainScales()) {
      Rivals rivals = new Rivals(results, gainScale);
      against("that keeps the bounds of delay margin and roughness, gain " + gainScale,
          rivals.strongest());
      against("with a delay margin of a period that is no rougher than the default, gain "
          + gainScale, rivals.strongestAsSmooth());
    }
  }

  /** No goal where no other row is as safe. */
  private void against(String which, Optional<Rivals.Standing> strongest) {
    strongest.ifPresent(standing -> goals.add(Goal.atMost("RMS error of the links over that of "
        + standing.row().name() + ", the strongest row as safe " + which, standing.ofDefault(), 1,
        "")));
  }
}
