package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.replay.SegmentResult;

/**
 * What an {@link OnlineExperiment} came to, to be asked.
 *
 * @param runs of all baselines, scenarios and seeds
 * @param baselines in order
 * @param costs of the baselines' updates, in their order
 */
public record OnlineResults(List<OnlineRun> runs, List<Baseline> baselines,
    List<UpdateCost> costs) {
  /** What persistence is called in tables and rows. */
  public static final String PERSISTENCE = "persistence";

  public OnlineResults {
    runs = List.copyOf(runs);
    baselines = List.copyOf(baselines);
    costs = List.copyOf(costs);
  }

  /** The scenarios, in order. */
  public List<Scenario> scenarios() {
    return runs.stream().map(OnlineRun::scenario).distinct().toList();
  }

  /** A baseline's runs along a scenario, one a seed. */
  public List<OnlineRun> of(Baseline baseline, Scenario scenario) {
    return runs.stream().filter(
        run -> run.baseline().equals(baseline) && run.scenario().equals(scenario)).toList();
  }

  /** The motions of a scenario, as its recordings name them. */
  public List<String> motions(Scenario scenario) {
    return any(scenario).trials().getFirst().segments().stream().map(SegmentResult::name).toList();
  }

  /** Any run along a scenario: recording and persistence are the same for all. */
  public OnlineRun any(Scenario scenario) {
    return runs.stream().filter(run -> run.scenario().equals(scenario)).findFirst().orElseThrow();
  }

  /** A figure of one trial, over the seeds. */
  public Spread trial(Baseline baseline, Scenario scenario, int trial,
      ToDoubleFunction<OnlineRun.Trial> figure) {
    return Spread.of(of(baseline, scenario).stream()
        .mapToDouble(run -> figure.applyAsDouble(run.trials().get(trial))).toArray());
  }

  /** The run whose observers stand for all: of a baseline that names no prior of its own. */
  OnlineRun reference(Scenario scenario) {
    return runs.stream().filter(run -> run.scenario().equals(scenario))
        .filter(run -> !run.baseline().namesPrior()).findFirst().orElseGet(() -> any(scenario));
  }

  /** Mean squared error over all trials and samples, Nm^2, over the seeds. */
  public Spread overall(Baseline baseline, Scenario scenario) {
    return Spread.of(of(baseline, scenario).stream().mapToDouble(OnlineResults::mean).toArray());
  }

  /** The same of one seed. */
  double overall(Baseline baseline, Scenario scenario, long seed) {
    return of(baseline, scenario).stream().filter(run -> run.seed() == seed)
        .mapToDouble(OnlineResults::mean).findFirst().orElseThrow();
  }

  /** The mean squared error of each seed and trial, of one motion or of all. */
  public double[] each(Baseline baseline, Scenario scenario, String motion) {
    return of(baseline, scenario).stream().flatMap(run -> run.trials().stream())
        .mapToDouble(trial -> motion.isEmpty() ? trial.mseNm2() : ofMotion(trial, motion))
        .toArray();
  }

  private static double ofMotion(OnlineRun.Trial trial, String motion) {
    return trial.segments().stream().filter(segment -> segment.name().equals(motion))
        .mapToDouble(SegmentResult::mseNm2).average().orElse(Double.NaN);
  }

  private static double mean(OnlineRun run) {
    return run.trials().stream().mapToDouble(OnlineRun.Trial::mseNm2).average().orElseThrow();
  }

  /** Everything as rows. */
  public List<ResultRow> rows(String experiment) {
    List<ResultRow> rows = new ArrayList<>();
    for (OnlineRun run : runs) {
      for (int trial = 0; trial < run.trials().size(); trial++) {
        for (SegmentResult segment : run.trials().get(trial).segments()) {
          rows.add(row(experiment, run.baseline(), run.scenario().name(), run.seed(), trial + 1,
              segment.name(), "mseNm2", segment.mseNm2()));
        }
      }
    }
    for (Scenario scenario : scenarios()) {
      List<OnlineRun.Trial> trials = any(scenario).trials();
      for (int trial = 0; trial < trials.size(); trial++) {
        for (SegmentResult segment : trials.get(trial).segments()) {
          rows.add(new ResultRow(experiment, scenario.name(), PERSISTENCE, "", Double.NaN,
              ResultRow.ALL_SEEDS, trial + 1, segment.name(), "mseNm2",
              segment.persistenceMseNm2()));
        }
      }
    }
    rows.addAll(new Horizons(this).rows(experiment));
    for (int i = 0; i < baselines.size(); i++) {
      Baseline baseline = baselines.get(i);
      rows.add(row(experiment, baseline, "", ResultRow.ALL_SEEDS, 0, "",
          "multiplyAddsPerUpdate", (double) costs.get(i).multiplyAdds()));
      rows.add(row(experiment, baseline, "", ResultRow.ALL_SEEDS, 0, "", "microsPerUpdate",
          costs.get(i).micros()));
    }
    return rows;
  }

  // A published network is its loss, rule and rate; any other model goes by its name.
  static ResultRow row(String experiment, Baseline baseline, String stream, long seed,
      int trial, String motion, String metric, double value) {
    return new ResultRow(experiment, stream,
        baseline.published() ? baseline.loss() : baseline.name(), baseline.updateRule(),
        baseline.alpha(), seed, trial, motion, metric, value);
  }
}
