package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.train.Comparison;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.FilterComparison;
import org.statewise.controller.train.FleetLoop;
import org.statewise.controller.train.InitialisationComparison;
import org.statewise.controller.train.InnerLoop;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.train.SeedResult;
import org.statewise.controller.train.TestError;

/** What a meta-training came to, for people, and the rows of it for files. */
final class MetaTrainReport {
  private final MetaOptions options;
  private final DataSet train;
  private final DataSet test;
  private final double kappa;
  private final PrintWriter console;

  /** What {@code --summary} writes. */
  record Summary(String loss, long trainSamples, long testSamples, List<Seed> seeds,
      long bestSeed, List<?> comparison) {}

  /** A seed in it. */
  record Seed(long seed, int epochs, int bestEpoch, TestError initial, TestError best,
      String failure) {}

  /** @param kappa the controller's trust fraction */
  MetaTrainReport(MetaOptions options, DataSet train, DataSet test, double kappa,
      PrintWriter console) {
    this.options = options;
    this.train = train;
    this.test = test;
    this.kappa = kappa;
    this.console = console;
  }

  /** A row a seed. */
  void seeds(List<SeedResult> all) {
    console.println("seed  epochs  best  untrained Nm^2  best Nm^2");
    for (SeedResult result : all) {
      console.printf(Locale.ROOT, "%4d  %6d  %4d  %14.6g  %9.6g  %s%n", result.seed(),
          result.history().size() - 1, result.bestEpoch(), result.initialError().mseNm2(),
          result.bestError().mseNm2(), result.failure());
    }
    console.flush();
  }

  /** All figures of the training. */
  Summary summary(List<SeedResult> all, SeedResult best, List<?> comparison) {
    List<Seed> seeds = all.stream()
        .map(result -> new Seed(result.seed(), result.history().size() - 1, result.bestEpoch(),
            result.initialError(), result.bestError(), result.failure()))
        .toList();
    return new Summary(options.loss().word(), train.samples(), test.samples(), seeds, best.seed(),
        comparison);
  }

  /**
   * The best seed's result beside others.
   *
   * @param grid compare filters with a grid of constants too
   * @return the rows
   */
  List<?> comparison(SeedResult best, boolean grid) {
    List<?> rows = switch (options.inner()) {
      case InnerLoop.Kalman kalman -> filters(best, kalman, grid);
      case InnerLoop.Start _ -> starts(best);
      case InnerLoop.Batches _,InnerLoop.Stream _,FleetLoop _ -> losses(best);
    };
    console.flush();
    return rows;
  }

  private List<?> losses(SeedResult best) {
    List<Comparison> comparison = Comparison.of(best, options, test, kappa);
    console.println("test recordings, mean squared error in Nm^2, same networks and rate:");
    console.println("loss       after batches      online  online, bounded");
    for (Comparison row : comparison) {
      console.printf(Locale.ROOT, "%-9s  %13.6g  %10.6g  %15.6g%n", row.loss(),
          row.afterBatches().mseNm2(), row.online().mseNm2(), row.onlineBounded().mseNm2());
    }
    return comparison;
  }

  private List<?> starts(SeedResult best) {
    List<InitialisationComparison> comparison = InitialisationComparison.of(best, options, test,
        kappa);
    console.println("test recordings, mean squared error in Nm^2, same rate:");
    console.println("start     loss                  online  online, bounded");
    comparison.forEach(row -> console.println(row.line()));
    return comparison;
  }

  private List<?> filters(SeedResult best, InnerLoop.Kalman kalman, boolean grid) {
    List<FilterComparison> rows = FilterComparison.of(best, kalman, test);
    if (grid) {
      try (ProgressBar progress = ProgressBars.make("constants", FilterComparison.gridSize(), "")) {
        rows.addAll(FilterComparison.grid(kalman, train, test, progress::step));
      }
    }
    console.printf(Locale.ROOT, "test recordings, mean squared error of the next %d samples:%n",
        kalman.horizon());
    console.printf(Locale.ROOT, "%-22s  %9s  %9s  %11s  %11s%n", "filter", "leak", "q", "scaled",
        "Nm^2");
    rows.forEach(row -> console.println(row.line()));
    return rows;
  }
}
