package org.statewise.controller.evaluate.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.ResultRow;
import org.statewise.controller.evaluate.report.Spread;
import org.statewise.controller.evaluate.stream.Baseline;
import org.statewise.controller.evaluate.stream.LearnedLosses;
import org.statewise.controller.evaluate.stream.RankingCheck;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.FitTrace;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.train.TestError;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.loss.LossSpec;

/**
 * How fast a fresh f_theta learns data with each final loss and with the squared one, all at the same
 * rate: the paper's figure 3 (c) and (d).
 */
public final class FitExperiment {
  private static final String SQUARED = "squared";

  private final MetaOptions.Model model;
  private final int steps;
  private final int every;

  /**
   * What a loss came to.
   *
   * @param loss as baselines are named
   * @param traces one a seed: the error after each {@code every} steps, Nm^2
   */
  public record Fit(String data, String loss, List<List<Double>> traces) {}

  /** @param every how many steps lie between two measurements, a divisor of {@code steps} */
  public FitExperiment(MetaOptions.Model model, int steps, int every) {
    this.model = model;
    this.steps = steps;
    this.every = every;
  }

  /** How many fits {@link #run} makes. */
  public long count(Map<String, DataSet> data, LearnedLosses losses, List<Long> seeds) {
    return (long) data.size() * (losses.results().size() + 1) * seeds.size();
  }

  /**
   * Fits each data set with each loss and seed.
   *
   * @param fitDone called after each, from any thread
   */
  public List<Fit> run(Map<String, DataSet> data, LearnedLosses losses, List<Long> seeds,
      ParallelWork work, Runnable fitDone) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(losses.results().keySet().stream()
        .map(kind -> Baseline.LEARNED + kind).toList());
    names.add(SQUARED);
    List<Fit> fits = new ArrayList<>();
    for (Map.Entry<String, DataSet> set : new LinkedHashMap<>(data).entrySet()) {
      for (String name : names) {
        List<Callable<List<Double>>> jobs = new ArrayList<>();
        for (long seed : seeds) {
          LossSpec loss = losses.find(name, seed);
          jobs.add(() -> {
            List<Double> trace = FitTrace.of(set.getValue(), model, loss, steps, every, seed)
                .stream().map(TestError::mseNm2).toList();
            fitDone.run();
            return trace;
          });
        }
        fits.add(new Fit(set.getKey(), name, work.run(jobs)));
      }
    }
    return fits;
  }

  Plot plot(String data, List<Fit> fits) {
    List<Plot.Line> lines = new ArrayList<>();
    for (Fit fit : fits) {
      if (fit.data().equals(data)) {
        lines.add(line(fit));
      }
    }
    return new Plot("Learning the " + data + ": mean and range over seeds",
        Plot.Axis.whole("gradient step, batches of 32"),
        Plot.Axis.log("mean squared error, Nm²"), lines);
  }

  private Plot.Line line(Fit fit) {
    List<Double> x = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int i = 0; i < fit.traces().getFirst().size(); i++) {
      Spread spread = Spread.of(at(fit, i));
      x.add((double) i * every);
      mean.add(spread.mean());
      low.add(spread.least());
      high.add(spread.worst());
    }
    return new Plot.Line(fit.loss(), x, mean, low, high);
  }

  private static double[] at(Fit fit, int index) {
    return fit.traces().stream().mapToDouble(trace -> trace.get(index)).toArray();
  }

  /** The paper's order after a quarter of the steps and after all. */
  List<RankingCheck.Verdict> check(String data, List<Fit> fits) {
    List<RankingCheck.Verdict> verdicts = new ArrayList<>();
    int last = steps / every;
    for (int index : new int[]{Math.max(1, last / 4), last}) {
      for (RankingCheck.Claim claim : RankingCheck.PAPER) {
        List<Fit> pair = fits.stream().filter(fit -> fit.data().equals(data)
            && (named(fit, claim.better()) || named(fit, claim.worse())))
            .sorted((a, b) -> Boolean.compare(named(b, claim.better()),
                named(a, claim.better())))
            .toList();
        if (pair.size() == 2) {
          verdicts.add(RankingCheck.of(claim, data + ", after " + index * every + " steps", "",
              at(pair.get(0), index), at(pair.get(1), index)));
        }
      }
    }
    return verdicts;
  }

  private boolean named(Fit fit, String claimed) {
    return claimed.equals(fit.loss() + "@" + model.alpha());
  }

  List<ResultRow> rows(List<Fit> fits, List<Long> seeds) {
    List<ResultRow> rows = new ArrayList<>();
    for (Fit fit : fits) {
      for (int s = 0; s < seeds.size(); s++) {
        for (int i = 0; i < fit.traces().get(s).size(); i++) {
          rows.add(new ResultRow("fit", fit.data(), fit.loss(), "sgd", model.alpha(), seeds.get(s),
              0, "step " + i * every, "mseNm2", fit.traces().get(s).get(i)));
        }
      }
    }
    return rows;
  }
}
