package org.statewise.controller.train;

import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.Scaling;

/**
 * How well fresh filters predict recordings that nothing was learned from: at every tick of every
 * stream, the mean squared error of the samples that follow it, up to the horizon.
 */
final class HeldOutFilters {
  private HeldOutFilters() {}

  /** The error of a filter; its random features follow from the seed. */
  static TestError ahead(DataSet test, InnerLoop.Kalman options, LearnedFilter filter, long seed) {
    Loss loss = filter.loss().build(test.joints(), Seeds.generator(seed, Seeds.PHI));
    FilterEpochs.Windows windows = new FilterEpochs.Windows(test, options,
        Seeds.generator(seed, Seeds.TEST), loss);
    Sum sum = new Sum(test.scaling());
    while (windows.next()) {
      windows.meta.evaluate(windows.window, filter.leak(), filter.qOverR());
      for (int j = 0; j < test.joints(); j++) {
        sum.add(j, windows.meta.jointLoss(j), windows.window.ticks());
      }
    }
    return sum.mean();
  }

  /** The error of a filter whose samples all have precision 1. */
  static TestError constant(DataSet test, InnerLoop.Kalman options, double leak, double qOverR,
      long seed) {
    // Untrained, its weights are 1.
    return ahead(test, options, new LearnedFilter(new LossSpec.Structured(), leak, qOverR,
        options.features().settings()), seed);
  }

  /** The error of predicting the last torque, or nothing at all. */
  static TestError without(DataSet test, int horizon, boolean persistence) {
    int n = test.joints();
    double[] last = new double[n];
    double[] tau = new double[n];
    double[] unused = new double[n];
    Sum sum = new Sum(test.scaling());
    for (int stream = 0; stream < test.streams(); stream++) {
      int end = test.end(stream) - horizon;
      for (int row = test.start(stream); row < end; row++) {
        test.sampleInto(row, unused, unused, unused, last);
        for (int i = 1; i <= horizon; i++) {
          test.sampleInto(row + i, unused, unused, unused, tau);
          for (int j = 0; j < n; j++) {
            double e = tau[j] - (persistence ? last[j] : 0);
            sum.add(j, e * e, 1);
          }
        }
      }
    }
    return sum.mean();
  }

  /** Sums squares of scaled torques by joint. */
  private static final class Sum {
    private final double[] tauMax;
    private final double[] squares;
    private final double[] weights;

    Sum(Scaling scaling) {
      tauMax = scaling.tauMax();
      squares = new double[tauMax.length];
      weights = new double[tauMax.length];
    }

    void add(int joint, double square, double weight) {
      squares[joint] += weight * square;
      weights[joint] += weight;
    }

    TestError mean() {
      double mse = 0;
      double mseNm2 = 0;
      for (int j = 0; j < tauMax.length; j++) {
        double mean = squares[j] / weights[j];
        mse += mean / tauMax.length;
        mseNm2 += mean * tauMax[j] * tauMax[j] / tauMax.length;
      }
      return new TestError(mse, mseNm2);
    }
  }
}
