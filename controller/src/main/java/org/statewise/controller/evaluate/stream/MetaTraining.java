package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.evaluate.report.Figures;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.train.EpochResult;
import org.statewise.controller.train.SeedResult;

/** How the losses of an experiment were learned: the paper's figure 3 (a) and (b). */
public final class MetaTraining {
  private static final String EXPERIMENT = "meta-training";
  private static final double ALPHA = 0.001;

  private final LearnedLosses losses;

  public MetaTraining(LearnedLosses losses) {
    this.losses = losses;
  }

  public Plot trainError() {
    return plot("Meta-training error: task loss after a step, mean and range over seeds",
        "mean task loss, scaled torques", EpochResult::trainMse);
  }

  public Plot chooserError(String what) {
    return plot(what + ": error of fresh models after 200 steps, mean and range over seeds",
        "mean squared error, Nm²", epoch -> epoch.test().mseNm2());
  }

  private Plot plot(String title, String label, ToDoubleFunction<EpochResult> figure) {
    List<Plot.Line> lines = new ArrayList<>();
    losses.results().forEach((kind, seeds) -> lines.add(line(kind, seeds, figure)));
    return new Plot(title, Plot.Axis.whole("epoch"), Plot.Axis.log(label), lines);
  }

  /** As far as the seed that stopped first went: a mean of fewer seeds would jump there. */
  private static Plot.Line line(String kind, List<SeedResult> seeds,
      ToDoubleFunction<EpochResult> figure) {
    int epochs = seeds.stream().mapToInt(seed -> seed.history().size()).min().orElse(0);
    List<Double> x = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      int at = epoch;
      Spread spread = Spread.of(seeds.stream()
          .mapToDouble(seed -> figure.applyAsDouble(seed.history().get(at))).toArray());
      x.add((double) epoch);
      mean.add(spread.mean());
      low.add(spread.least());
      high.add(spread.worst());
    }
    return new Plot.Line(kind, x, mean, low, high);
  }

  /** What each kind came to. */
  public Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<SeedResult>> kind : losses.results().entrySet()) {
      List<SeedResult> seeds = kind.getValue();
      Spread first = Spread.of(seeds.stream().mapToDouble(s -> s.initialError().mseNm2())
          .toArray());
      Spread best = Spread.of(seeds.stream().mapToDouble(s -> s.bestError().mseNm2()).toArray());
      long broken = seeds.stream().filter(seed -> !seed.succeeded()).count();
      rows.add(List.of(kind.getKey(), Figures.of(first), Figures.of(best),
          Figures.of(best.worst()), broken + " of " + seeds.size()));
    }
    return new Table(
        "Error of fresh models after 200 steps with the loss untrained and with that of"
            + " the best epoch, Nm², mean ± standard deviation over seeds",
        List.of("loss", "untrained", "learned", "worst seed", "broken down"), rows);
  }

  public List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>();
    losses.results().forEach((kind, seeds) -> {
      for (SeedResult seed : seeds) {
        for (int epoch = 0; epoch < seed.history().size(); epoch++) {
          EpochResult result = seed.history().get(epoch);
          rows.add(row(kind, seed.seed(), "train", epoch, "taskLoss", result.trainMse()));
          rows.add(row(kind, seed.seed(), "chooser", epoch, "mseNm2", result.test().mseNm2()));
        }
      }
    });
    return rows;
  }

  private static ResultRow row(String kind, long seed, String stream, int epoch, String metric,
      double value) {
    return new ResultRow(EXPERIMENT, stream, Baseline.LEARNED + kind, "sgd", ALPHA, seed, 0,
        "epoch " + epoch, metric, value);
  }
}
