package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.statewise.models.online.LearnedFilter;

/**
 * A learned filter beside the untrained one and beside constants: the error of the samples that
 * follow a tick, on the test recordings, same random features for all.
 *
 * @param filter what it is
 * @param leak of it; 0 where there is none
 * @param qOverR of it; 0 where there is none
 * @param test error on the test recordings
 */
public record FilterComparison(String filter, double leak, double qOverR, TestError test) {
  private static final double[] LEAKS = {1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.2};
  private static final double[] NOISES = {1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10};
  private static final long FEATURES = HeldOut.COMMON_NETWORKS.getFirst();

  /** Compares without constants. */
  public static List<FilterComparison> of(SeedResult result, InnerLoop.Kalman options,
      DataSet test) {
    List<FilterComparison> rows = new ArrayList<>();
    rows.add(new FilterComparison("nothing", 0, 0,
        HeldOutFilters.without(test, options.horizon(), false)));
    rows.add(new FilterComparison("persistence", 0, 0,
        HeldOutFilters.without(test, options.horizon(), true)));
    rows.add(row("untrained", result.first().filter().orElseThrow(), options, test));
    rows.add(row("learned", result.learned().filter().orElseThrow(), options, test));
    return rows;
  }

  private static FilterComparison row(String name, LearnedFilter filter, InnerLoop.Kalman options,
      DataSet test) {
    return new FilterComparison(name, filter.leak(), filter.qOverR(),
        HeldOutFilters.ahead(test, options, filter, FEATURES));
  }

  /**
   * The best of a grid of constants, leak by process noise with all precisions 1: the one that the
   * training recordings would choose, and the one that the test recordings themselves would.
   *
   * @param done called after each of {@link #gridSize} settings
   */
  public static List<FilterComparison> grid(InnerLoop.Kalman options, DataSet train, DataSet test,
      Runnable done) {
    FilterComparison byTrain = null;
    FilterComparison byTest = null;
    double least = Double.POSITIVE_INFINITY;
    for (double leak : LEAKS) {
      for (double noise : NOISES) {
        double onTrain = HeldOutFilters.constant(train, options, leak, noise, FEATURES).mse();
        FilterComparison here = new FilterComparison("constant, by training", leak, noise,
            HeldOutFilters.constant(test, options, leak, noise, FEATURES));
        if (onTrain < least) {
          least = onTrain;
          byTrain = here;
        }
        if (byTest == null || here.test.mse() < byTest.test.mse()) {
          byTest = new FilterComparison("constant, in hindsight", leak, noise, here.test);
        }
        done.run();
      }
    }
    List<FilterComparison> rows = new ArrayList<>();
    if (byTrain != null) {
      rows.add(byTrain);
    }
    rows.add(byTest);
    return rows;
  }

  /** How many settings the grid has. */
  public static int gridSize() {
    return LEAKS.length * NOISES.length;
  }

  /** For people. */
  public String line() {
    return String.format(Locale.ROOT, "%-22s  %9s  %9s  %11.6g  %11.6g", filter,
        leak == 0 ? "" : String.format(Locale.ROOT, "%.3g", leak),
        qOverR == 0 ? "" : String.format(Locale.ROOT, "%.3g", qOverR), test.mse(),
        test.mseNm2());
  }
}
