package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.replay.HorizonResult;

/**
 * The horizon scores of an {@link OnlineResults}: what tells a model that has learned from one that
 * follows the last torque.
 */
final class Horizons {
  private final OnlineResults results;

  Horizons(OnlineResults results) {
    this.results = results;
  }

  /**
   * The first pass along a scenario, a column a horizon; later passes have seen what they predict. Empty
   * if the recording is too short for any but the next sample.
   */
  Optional<Table> table(Scenario scenario) {
    List<HorizonResult> reference = results.reference(scenario).trials().getFirst().horizon();
    if (reference.stream().allMatch(one -> one.samplesAhead() == 1)) {
      return Optional.empty();
    }
    List<String> header = new ArrayList<>(List.of("model"));
    reference.forEach(one -> header.add(one.samplesAhead() == HorizonResult.NEXT_SEGMENT
        ? "next segment"
        : one.samplesAhead() + " ahead"));
    List<List<String>> rows = new ArrayList<>();
    for (Baseline baseline : results.baselines()) {
      List<String> row = new ArrayList<>(List.of(baseline.name()));
      reference.forEach(one -> row.add(Figures.of(ofModel(baseline, scenario, one))));
      rows.add(row);
    }
    Set<String> shown = results.baselines().stream().map(Baseline::name)
        .collect(Collectors.toSet());
    for (int i = 0; i < reference.getFirst().references().size(); i++) {
      int at = i;
      String name = reference.getFirst().references().get(i).name();
      if (!shown.contains(name)) {
        List<String> row = new ArrayList<>(List.of(name));
        reference.forEach(one -> row.add(Figures.of(one.references().get(at).mseNm2())));
        rows.add(row);
      }
    }
    return Optional.of(new Table(scenario.name() + ": mean squared error of frozen models, so many"
        + " samples ahead, or over the whole segment after the one that was learned last, Nm²,"
        + " first pass, mean ± standard deviation over seeds", header, rows));
  }

  private Spread ofModel(Baseline baseline, Scenario scenario, HorizonResult like) {
    return results.trial(baseline, scenario, 0, trial -> trial.horizon(like.samplesAhead())
        .map(one -> one.model().mseNm2()).orElse(Double.NaN));
  }

  /** Every figure, by joint too; those of persistence, mean and observers once a scenario. */
  List<ResultRow> rows(String experiment) {
    List<ResultRow> rows = new ArrayList<>();
    for (OnlineRun run : results.runs()) {
      for (int trial = 0; trial < run.trials().size(); trial++) {
        for (HorizonResult one : run.trials().get(trial).horizon()) {
          ResultRow like = OnlineResults.row(experiment, run.baseline(), run.scenario().name(),
              run.seed(), trial + 1, "", "", 0);
          add(like, one, one.model(), rows);
        }
      }
    }
    for (Scenario scenario : results.scenarios()) {
      List<OnlineRun.Trial> trials = results.reference(scenario).trials();
      for (int trial = 0; trial < trials.size(); trial++) {
        for (HorizonResult one : trials.get(trial).horizon()) {
          for (HorizonResult.Row row : one.references()) {
            add(new ResultRow(experiment, scenario.name(), row.name(), "", Double.NaN,
                ResultRow.ALL_SEEDS, trial + 1, "", "", 0), one, row, rows);
          }
        }
      }
    }
    return rows;
  }

  private static void add(ResultRow like, HorizonResult horizon, HorizonResult.Row row,
      List<ResultRow> rows) {
    String metric = horizon.samplesAhead() == HorizonResult.NEXT_SEGMENT
        ? "nextSegment"
        : "ahead" + horizon.samplesAhead();
    rows.add(with(like, metric + "MseNm2", row.mseNm2()));
    for (int j = 0; j < row.jointMseNm2().size(); j++) {
      rows.add(with(like, metric + "A" + (j + 1) + "MseNm2", row.jointMseNm2().get(j)));
    }
  }

  private static ResultRow with(ResultRow like, String metric, double value) {
    return new ResultRow(like.experiment(), like.stream(), like.loss(), like.updateRule(),
        like.alpha(), like.seed(), like.trial(), like.motion(), metric, value);
  }
}
