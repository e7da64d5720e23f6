package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rows that were run in every stream, against the default at one gain of the feedback. A row is as safe as
 * the default where it breaks the bound of harm no more often.
 */
final class Rivals {
  /** Roughness that is within this factor counts as equal. */
  private static final double AS_ROUGH = 1.1;

  /**
   * How a row did.
   *
   * @param ofDefault the default's error of the links over the row's, all rounds, geometric mean over the
   *     plants that both hold; NaN where there is none
   * @param broken runs with a motion beyond the bound of harm, faults included
   * @param faults runs that did not come to their end
   * @param harm the worst ratio to PD and prior alone of the runs that did
   * @param rough its roughness over that of PD and prior alone, geometric mean
   * @param delayMarginSeconds in the plain stream; NaN where none was measured
   */
  record Standing(Baseline row, double ofDefault, long broken, long faults, double harm,
      double rough, double delayMarginSeconds) {}

  private final Results results;
  private final double gainScale;
  private final Baseline standard;

  Rivals(Results results, double gainScale) {
    this.results = results;
    this.gainScale = gainScale;
    standard = results.benchmarkSet().standard();
  }

  /** The default. */
  Standing ofDefault() {
    return standing(standard);
  }

  /** Those that adapt, the strongest first; rows that hold no plant of the default's come last. */
  List<Standing> all() {
    BenchmarkSet rows = results.benchmarkSet();
    List<Standing> all = new ArrayList<>();
    for (Baseline row : rows.onHardStreams()) {
      if (!row.isLike(standard) && !row.equals(rows.none()) && !row.equals(rows.exact())) {
        all.add(standing(row));
      }
    }
    all.sort(Comparator.comparingDouble((Standing s) -> Double.isNaN(s.ofDefault())
        ? Double.NEGATIVE_INFINITY
        : s.ofDefault()).reversed());
    return all;
  }

  /**
   * The one of them that leaves the least within the bounds that the default is held to, and that is as
   * safe.
   */
  Optional<Standing> strongest() {
    return strongest(Goals.ROUGHNESS);
  }

  /** The same among those that are no rougher than the default. */
  Optional<Standing> strongestAsSmooth() {
    return strongest(AS_ROUGH * ofDefault().rough());
  }

  private Optional<Standing> strongest(double roughest) {
    Standing own = ofDefault();
    return all().stream()
        .filter(rival -> rival.delayMarginSeconds() >= Goals.PERIOD_SECONDS
            && rival.rough() <= roughest && rival.broken() <= own.broken()
            && rival.faults() <= own.faults() && Double.isFinite(rival.ofDefault()))
        .findFirst();
  }

  /** How one row did. */
  Standing standing(Baseline row) {
    List<Cell> cells = results.of(row).stream()
        .filter(cell -> cell.gainScale() == gainScale && results.isJudge(cell)).toList();
    long broken = cells.stream().filter(cell -> harm(cell) > Results.HARM).count();
    long faults = cells.stream().filter(cell -> !cell.measures().held()).count();
    double worst = cells.stream().filter(cell -> cell.measures().held())
        .mapToDouble(this::harm).max().orElse(Double.NaN);
    return new Standing(row,
        results.meanRatio(standard, row, m -> m.linkRmsMradFrom(1), this::isHere), broken, faults,
        worst,
        results.meanRatio(row, results.benchmarkSet().none(), RunMeasures::roughnessNm,
            this::isHere),
        results.margin(row, gainScale).map(Margin::delaySeconds).orElse(Double.NaN));
  }

  private boolean isHere(Cell cell) {
    return cell.gainScale() == gainScale;
  }

  private double harm(Cell cell) {
    return results.same(cell, results.benchmarkSet().none())
        .map(none -> Results.ratio(cell, none, 0).value()).orElse(Double.NaN);
  }
}
