package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Ranking;
import org.statewise.controller.evaluate.report.Spread;

/**
 * The answer of the benchmark at one gain of the feedback: what the default leaves of the error of PD and
 * prior alone, on the links' side, and its rivals. Geometric mean over streams, seed by seed.
 */
final class LoopRanking {
  private final Results results;
  private final double gainScale;
  private final Rivals rivals;

  LoopRanking(Results results, double gainScale) {
    this.results = results;
    this.gainScale = gainScale;
    rivals = new Rivals(results, gainScale);
  }

  /** Every row that was run wherever the default was. */
  Ranking ranking() {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (Baseline row : results.benchmarkSet().onHardStreams()) {
      if (entries.stream().noneMatch(entry -> entry.name().equals(row.name()))) {
        figure(row).ifPresent(figure -> entries.add(Ranking.Entry.of(row.name(), figure)
            .remarked(remark(rivals.standing(row)))));
      }
    }
    return new Ranking("Error of the links over that of PD and prior alone, gain " + gainScale
        + ", all streams: mean over seeds, and from the least to the largest; broken: runs with a"
        + " motion beyond " + Figures.of(Results.HARM) + " times PD and prior alone",
        Plot.Axis.log("RMS error over that of PD and prior alone, no unit"), entries);
  }

  private static String remark(Rivals.Standing standing) {
    return standing.broken() == 0 ? "" : "✗ " + standing.broken() + " broken";
  }

  /** A figure a seed; empty where no plant was held. */
  private Optional<Spread> figure(Baseline row) {
    double[] seeds = results.of(row).stream().mapToLong(Cell::seed).distinct()
        .mapToDouble(seed -> results.meanRatio(row, results.benchmarkSet().none(),
            run -> run.linkRmsMradFrom(1),
            cell -> cell.gainScale() == gainScale && cell.seed() == seed))
        .filter(Double::isFinite).toArray();
    return seeds.length == 0 ? Optional.empty() : Optional.of(Spread.of(seeds));
  }

  /** The answer in one sentence. */
  String sentence(List<Goal> goals) {
    Baseline standard = results.benchmarkSet().standard();
    String own = figure(standard).map(Figures::of).orElse("nothing that can be told");
    long seeds = results.cells().stream().map(Cell::seed).distinct().count();
    return "The default leaves " + own + " of the links' tracking error of PD and prior alone"
        + against() + " (gain " + gainScale + ", geometric mean over "
        + count(results.scenarios().size(), "stream") + ", mean ± deviation over "
        + count(seeds, "seed") + ")" + verdicts(goals) + ".";
  }

  private String against() {
    Optional<Rivals.Standing> safe = rivals.strongest();
    Optional<Rivals.Standing> rival = safe.or(() -> rivals.all().stream()
        .filter(other -> Double.isFinite(other.ofDefault())).findFirst());
    return rival.map(other -> ", where " + other.row().name() + ", the strongest rival "
        + (safe.isPresent() ? "that is as safe" : "(none is as safe)") + ", leaves "
        + figure(other.row()).map(Figures::of).orElse("–") + ": "
        + difference(other.ofDefault())).orElse(", and has no rival here");
  }

  /** How the default's error compares where both hold. */
  private static String difference(double ofDefault) {
    return String.format(Locale.ROOT, "%s %% %s where both hold",
        Figures.of(100 * Math.abs(1 - ofDefault)), ofDefault <= 1 ? "less" : "more");
  }

  private static String verdicts(List<Goal> goals) {
    return goals.isEmpty()
        ? ""
        : "; " + goals.stream().filter(Goal::holds).count() + " of " + goals.size()
            + " goals hold";
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
