package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.evaluate.report.Spread;

/** All runs and margins of a benchmark, to look things up in. */
public record Results(BenchmarkSet benchmarkSet, List<Cell> cells, List<Margin> margins,
    List<Detection> detections, List<Carryover> carryovers, List<Double> gainScales,
    List<Scenario> scenarios) {
  public Results {
    cells = List.copyOf(cells);
    margins = List.copyOf(margins);
    detections = List.copyOf(detections);
    carryovers = List.copyOf(carryovers);
    gainScales = List.copyOf(gainScales);
    scenarios = List.copyOf(scenarios);
  }

  /** Where no memory was frozen. */
  public Results(BenchmarkSet benchmarkSet, List<Cell> cells, List<Margin> margins,
      List<Detection> detections, List<Double> gainScales, List<Scenario> scenarios) {
    this(benchmarkSet, cells, margins, detections, List.of(), gainScales, scenarios);
  }

  /** The runs of a row in a stream, one a seed; none if it was not run there. */
  public List<Cell> of(Baseline baseline, Scenario scenario, double gainScale) {
    return cells.stream().filter(cell -> cell.baseline().equals(baseline)
        && cell.scenario() == scenario && cell.gainScale() == gainScale).toList();
  }

  /** The run of another row in the same plant. */
  public Optional<Cell> same(Cell cell, Baseline baseline) {
    return cells.stream().filter(other -> other.baseline().equals(baseline)
        && other.scenario() == cell.scenario() && other.gainScale() == cell.gainScale()
        && other.seed() == cell.seed()).findFirst();
  }

  /** A figure over the seeds. */
  public static Spread spread(List<Cell> cells, ToDoubleFunction<RunMeasures> figure) {
    return Spread.of(cells.stream().mapToDouble(cell -> cell.measures().held()
        ? figure.applyAsDouble(cell.measures())
        : Double.POSITIVE_INFINITY).toArray());
  }

  public Optional<Margin> margin(Baseline baseline, double gainScale) {
    return margins.stream().filter(
        margin -> margin.baseline().equals(baseline) && margin.gainScale() == gainScale)
        .findFirst();
  }

  /**
   * The worst ratio of a motion's RMS error to that of another row in the same plant, the first second
   * included.
   */
  public Ratio worstRatio(Baseline baseline, Baseline to, Predicate<Cell> where,
      int firstRound) {
    Ratio worst = new Ratio(0, "");
    for (Cell cell : cells) {
      if (cell.baseline().equals(baseline) && where.test(cell)) {
        Optional<Cell> other = same(cell, to);
        // What nobody holds judges nobody.
        if (other.isPresent() && other.get().measures().held()) {
          worst = worst.or(ratio(cell, other.get(), firstRound));
        }
      }
    }
    return worst;
  }

  /** Motion by motion, on both sides of the joints; a run that did not come to its end is infinitely worse. */
  static Ratio ratio(Cell cell, Cell to, int firstRound) {
    String where = cell.where();
    RunMeasures mine = cell.measures();
    RunMeasures yours = to.measures();
    if (!mine.held() || mine.motions().size() < yours.motions().size()) {
      return new Ratio(Double.POSITIVE_INFINITY, where);
    }
    Ratio worst = firstRound > 0
        ? new Ratio(0, "")
        : new Ratio(mine.firstSecondMrad() / yours.firstSecondMrad(), where + ", first second");
    for (int i = 0; i < yours.motions().size(); i++) {
      RunMeasures.Motion motion = mine.motions().get(i);
      if (motion.round() >= firstRound) {
        RunMeasures.Motion other = yours.motions().get(i);
        String what = where + ", " + motion.name() + " " + motion.round();
        worst = worst.or(new Ratio(motion.rmsMrad() / other.rmsMrad(), what))
            .or(new Ratio(motion.linkRmsMrad() / other.linkRmsMrad(), what + ", links"));
      }
    }
    return worst;
  }

  /** Whether PD and prior alone held the plant of a run. */
  boolean isJudge(Cell cell) {
    return isJudge(cell.scenario(), cell.gainScale(), cell.seed());
  }

  /** The same of a plant. */
  boolean isJudge(Scenario scenario, double gainScale, long seed) {
    return of(benchmarkSet.none(), scenario, gainScale).stream()
        .anyMatch(none -> none.seed() == seed && none.measures().held());
  }

  /** How far a row may be from PD and prior alone, in any motion. */
  static final double HARM = 1.1;

  /** The worst ratio to PD and prior alone, in any motion of any plant that {@code where} takes. */
  public Ratio harm(Baseline baseline, Predicate<Cell> where) {
    return worstRatio(baseline, benchmarkSet.none(), where, 0);
  }

  /**
   * A figure of a row over that of another in the same plant, geometric mean over the plants that {@code
   * where} takes and that both rows and PD and prior alone hold; NaN where there is none.
   */
  double meanRatio(Baseline row, Baseline to, ToDoubleFunction<RunMeasures> figure,
      Predicate<Cell> where) {
    return Math.exp(of(row).stream()
        .filter(cell -> where.test(cell) && isJudge(cell) && cell.measures().held())
        .flatMap(cell -> same(cell, to).filter(other -> other.measures().held()).stream()
            .map(other -> Math.log(figure.applyAsDouble(cell.measures())
                / figure.applyAsDouble(other.measures()))))
        .mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
  }

  /** A ratio and where it was found. */
  public record Ratio(double value, String where) {
    Ratio or(Ratio other) {
      return other.value > value ? other : this;
    }
  }

  /** Cells of a row, wherever it was run. */
  public List<Cell> of(Baseline baseline) {
    return new ArrayList<>(
        cells.stream().filter(cell -> cell.baseline().equals(baseline)).toList());
  }
}
