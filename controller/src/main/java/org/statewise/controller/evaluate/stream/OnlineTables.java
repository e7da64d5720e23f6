package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.replay.SegmentResult;

/** The tables and plots of an {@link OnlineResults}. */
public final class OnlineTables {
  /** More columns do not fit on a page. */
  private static final int MOTIONS_A_TABLE = 3;

  /** More lines are a tangle. */
  private static final int LINES_A_PLOT = 6;
  private static final List<String> COST = List.of("multiply-adds", "µs");

  private final OnlineResults results;

  public OnlineTables(OnlineResults results) {
    this.results = results;
  }

  /** All trials of a scenario: mean over seeds and its spread, the worst of all, the cost. */
  public Table overview(Scenario scenario) {
    int trials = scenario.trials().size();
    List<String> header = new ArrayList<>(List.of("model", "all trials", "worst seed"));
    IntStream.rangeClosed(1, trials).forEach(trial -> header.add("trial " + trial));
    header.addAll(COST);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < results.baselines().size(); i++) {
      Baseline baseline = results.baselines().get(i);
      Spread overall = results.overall(baseline, scenario);
      List<String> row = new ArrayList<>(
          List.of(baseline.name(), Figures.of(overall), Figures.of(overall.worst())));
      for (int trial = 0; trial < trials; trial++) {
        row.add(Figures.of(
            results.trial(baseline, scenario, trial, OnlineRun.Trial::mseNm2)));
      }
      addCost(row, i);
      rows.add(row);
    }
    List<Double> persistence = results.any(scenario).trials().stream()
        .map(OnlineRun.Trial::persistenceNm2).toList();
    double mean = persistence.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    List<String> last = new ArrayList<>(
        List.of(OnlineResults.PERSISTENCE, Figures.of(mean), Figures.of(mean)));
    persistence.forEach(value -> last.add(Figures.of(value)));
    rows.add(withoutCost(last));
    return new Table(scenario.name() + ": mean squared error of predicting each sample before"
        + " learning it, Nm², mean ± standard deviation over seeds; cost of one update", header,
        rows);
  }

  /** Motion by motion: mean over seeds and trials, spread, and the worst. */
  public List<Table> byMotion(Scenario scenario) {
    List<Table> tables = new ArrayList<>();
    List<String> motions = results.motions(scenario);
    for (int first = 0; first < motions.size(); first += MOTIONS_A_TABLE) {
      int end = Math.min(first + MOTIONS_A_TABLE, motions.size());
      tables.add(motions(scenario, motions.subList(first, end)));
    }
    return tables;
  }

  private Table motions(Scenario scenario, List<String> motions) {
    List<String> header = new ArrayList<>(List.of("model"));
    motions.forEach(motion -> header.add(motion.isEmpty() ? "whole stream" : motion));
    header.addAll(COST);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < results.baselines().size(); i++) {
      Baseline baseline = results.baselines().get(i);
      List<String> row = new ArrayList<>(List.of(baseline.name()));
      for (String motion : motions) {
        Spread spread = Spread.of(results.each(baseline, scenario, motion));
        row.add(Figures.of(spread) + " (" + Figures.of(spread.worst()) + ")");
      }
      addCost(row, i);
      rows.add(row);
    }
    List<String> last = new ArrayList<>(List.of(OnlineResults.PERSISTENCE));
    for (String motion : motions) {
      last.add(Figures.of(results.any(scenario).trials().stream()
          .flatMap(trial -> trial.segments().stream())
          .filter(segment -> segment.name().equals(motion))
          .mapToDouble(SegmentResult::persistenceMseNm2).average().orElseThrow()));
    }
    rows.add(withoutCost(last));
    return new Table(scenario.name() + ", by motion: mean squared error, Nm², mean ± standard"
        + " deviation over seeds and trials (worst)", header, rows);
  }

  private void addCost(List<String> row, int baseline) {
    UpdateCost cost = results.costs().get(baseline);
    row.add(Figures.whole(cost.multiplyAdds()));
    row.add(Figures.of(cost.micros()));
  }

  private static List<String> withoutCost(List<String> row) {
    List<String> whole = new ArrayList<>(row);
    whole.add("0");
    whole.add("0");
    return whole;
  }

  /** The mean torque over the joints in the first trial. */
  public Plot torque(Scenario scenario) {
    List<Trace.Bin> bins = results.any(scenario).trials().getFirst().bins();
    return new Plot(scenario.name() + ": mean torque over the joints, first trial",
        Plot.Axis.linear("time, s"), Plot.Axis.linear("mean torque, Nm"),
        List.of(new Plot.Line("torque", seconds(bins),
            bins.stream().map(Trace.Bin::meanTorqueNm).toList())),
        motionMarks(scenario));
  }

  /**
   * Errors over time in one trial, the paper's rows in the first plot, the others in further ones: the
   * mean over seeds, and a band from the best seed to the worst.
   */
  public List<Plot> errors(Scenario scenario, int trial) {
    List<Plot> plots = new ArrayList<>();
    List<Baseline> published = results.baselines().stream().filter(Baseline::published)
        .toList();
    List<Baseline> peers = results.baselines().stream().filter(one -> !one.published())
        .toList();
    if (!published.isEmpty()) {
      plots.add(errors(scenario, trial, "networks as published", published));
    }
    int parts = (peers.size() + LINES_A_PLOT - 1) / LINES_A_PLOT;
    for (int part = 0; part < parts; part++) {
      int first = part * LINES_A_PLOT;
      plots.add(errors(scenario, trial,
          parts == 1 ? "other models" : "other models, " + (part + 1) + " of " + parts,
          peers.subList(first, Math.min(first + LINES_A_PLOT, peers.size()))));
    }
    return plots;
  }

  private Plot errors(Scenario scenario, int trial, String what, List<Baseline> shown) {
    List<Plot.Line> lines = new ArrayList<>();
    shown.forEach(baseline -> lines.add(line(baseline, scenario, trial)));
    List<Trace.Bin> bins = results.any(scenario).trials().get(trial).bins();
    lines.add(new Plot.Line(OnlineResults.PERSISTENCE, seconds(bins),
        bins.stream().map(Trace.Bin::persistenceNm2).toList()));
    return new Plot(scenario.name() + ", trial " + (trial + 1) + ": " + what,
        Plot.Axis.linear("time, s"), Plot.Axis.log("mean squared error, Nm²"), lines,
        motionMarks(scenario));
  }

  private Plot.Line line(Baseline baseline, Scenario scenario, int trial) {
    List<List<Trace.Bin>> seeds = results.of(baseline, scenario).stream()
        .map(run -> run.trials().get(trial).bins()).toList();
    List<Double> mean = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int bin = 0; bin < seeds.getFirst().size(); bin++) {
      int at = bin;
      Spread spread = Spread
          .of(seeds.stream().mapToDouble(bins -> bins.get(at).mseNm2()).toArray());
      mean.add(spread.mean());
      low.add(spread.least());
      high.add(spread.worst());
    }
    List<Double> seconds = seconds(seeds.getFirst());
    return seeds.size() == 1
        ? new Plot.Line(baseline.name(), seconds, mean)
        : new Plot.Line(baseline.name(), seconds, mean, low, high);
  }

  public List<Plot.Stretch> motionMarks(Scenario scenario) {
    OnlineRun.Trial trial = results.any(scenario).trials().getFirst();
    List<Plot.Stretch> marks = new ArrayList<>();
    double end = trial.bins().getLast().seconds();
    for (int i = 0; i < trial.motionStarts().size(); i++) {
      double from = trial.motionStarts().get(i);
      double to = i + 1 < trial.motionStarts().size() ? trial.motionStarts().get(i + 1) : end;
      // Of a recording that is one motion its title says enough.
      String name = trial.motionStarts().size() == 1 ? "" : trial.segments().get(i).name();
      marks.add(new Plot.Stretch(from, to, name, Plot.Kind.SECTION));
    }
    return marks;
  }

  private static List<Double> seconds(List<Trace.Bin> bins) {
    return bins.stream().map(Trace.Bin::seconds).toList();
  }
}
