package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Ranking;
import org.statewise.controller.evaluate.report.Spread;

/**
 * Which model predicts best over all scenarios of an {@link OnlineResults}: by the mean squared error of
 * each sample before it is learned, geometric mean over the scenarios, seed by seed.
 */
public final class OnlineRanking {
  private final OnlineResults results;

  /** Ranks these. */
  public OnlineRanking(OnlineResults results) {
    this.results = results;
  }

  /** All models, and persistence beside them. */
  public Ranking ranking() {
    List<Ranking.Entry> entries = new ArrayList<>();
    results.baselines()
        .forEach(model -> entries.add(Ranking.Entry.of(model.name(), figure(model))));
    entries.add(Ranking.Entry.of(OnlineResults.PERSISTENCE, Spread.of(persistence())));
    return new Ranking("Error of predicting each sample before it is learned" + over()
        + "; mean over seeds, and from the best seed to the worst",
        Plot.Axis.log("mean squared error, Nm²"), entries);
  }

  /**
   * Which of the models that {@code taken} takes is best, by how much, and what persistence comes to, in the
   * words of a sentence.
   */
  public String best(Predicate<Baseline> taken) {
    List<Baseline> models = results.baselines().stream().filter(taken)
        .sorted(Comparator.comparingDouble(model -> figure(model).mean())).toList();
    if (models.isEmpty()) {
      return "no model took part";
    }
    Baseline first = models.getFirst();
    StringBuilder words = new StringBuilder(first.name() + " predicts best, with "
        + Figures.of(figure(first)) + " Nm²");
    if (models.size() > 1) {
      Baseline second = models.get(1);
      double part = 100 * (1 - figure(first).mean() / figure(second).mean());
      words.append(" against ").append(Figures.of(figure(second))).append(" Nm² of ")
          .append(second.name()).append(", the next of ").append(models.size());
      if (Double.isFinite(part)) {
        words.append(String.format(Locale.ROOT, " (%s %% less)", Figures.of(part)));
      }
    }
    long seeds = results.runs().stream().map(OnlineRun::seed).distinct().count();
    return words + over() + ", mean ± deviation over " + seeds + (seeds == 1 ? " seed" : " seeds")
        + "; persistence, which learns nothing, comes to " + Figures.of(persistence()) + " Nm²";
  }

  private String over() {
    int scenarios = results.scenarios().size();
    return scenarios == 1
        ? " along " + results.scenarios().getFirst().name()
        : ", geometric mean over " + scenarios + " recordings";
  }

  private Spread figure(Baseline model) {
    List<Scenario> scenarios = results.scenarios();
    double[] seeds = results.of(model, scenarios.getFirst()).stream().mapToLong(OnlineRun::seed)
        .mapToDouble(seed -> Math.exp(scenarios.stream()
            .mapToDouble(scenario -> Math.log(results.overall(model, scenario, seed))).average()
            .orElseThrow()))
        .toArray();
    return Spread.of(seeds);
  }

  private double persistence() {
    return Math.exp(results.scenarios().stream()
        .mapToDouble(scenario -> Math.log(results.any(scenario).trials().stream()
            .mapToDouble(OnlineRun.Trial::persistenceNm2).average().orElseThrow()))
        .average().orElseThrow());
  }
}
