package org.statewise.controller.train;

import java.util.random.RandomGenerator;
import org.statewise.models.feature.Features;
import org.statewise.models.loss.Loss;
import org.statewise.models.meta.FilterWindow;
import org.statewise.models.meta.KalmanMetaGradient;
import org.statewise.models.meta.LogBounded;
import org.statewise.models.net.Parameters;

/**
 * Along every stream with fresh filters, window by window: each is judged by the samples that
 * follow its ticks, and makes one update of phi, leak and process noise.
 */
final class FilterEpochs implements EpochRunner {
  private final InnerLoop.Kalman options;
  private final DataSet train;
  private final Loss loss;

  FilterEpochs(InnerLoop.Kalman options, DataSet train, Loss loss) {
    this.options = options;
    this.train = train;
    this.loss = loss;
  }

  @Override
  public boolean epoch(PhiStep phi, RandomGenerator rng) {
    // Other random features in each epoch: what is learned must not be about one draw of them.
    Windows windows = new Windows(train, options, rng, loss);
    Parameters constants = InnerLoop.Kalman.constants(phi.learned());
    Parameters ofConstants = InnerLoop.Kalman.constants(phi.gradient());
    Parameters ofPhi = InnerLoop.Kalman.phi(phi.gradient());
    while (windows.next()) {
      double leak = constants.block(0).data[0];
      double noise = constants.block(0).data[1];
      double taskLoss = windows.meta.gradientInto(windows.window, LogBounded.LEAK.value(leak),
          LogBounded.PROCESS_NOISE.value(noise), ofPhi);
      double[] gradient = ofConstants.block(0).data;
      gradient[0] = windows.meta.dTaskdLeak() * LogBounded.LEAK.derivative(leak);
      gradient[1] = windows.meta.dTaskdProcessNoise() * LogBounded.PROCESS_NOISE.derivative(noise);
      if (!phi.update(taskLoss)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The windows of all streams, one after the other; every stream that is longer than the horizon
   * has at least one.
   */
  static final class Windows {
    final FilterWindow window;
    final KalmanMetaGradient meta;
    private final DataSet data;
    private final double[] q;
    private final double[] qd;
    private final double[] qdd;
    private final double[] tau;
    private int stream = -1;
    private int row;
    private int last;

    Windows(DataSet data, InnerLoop.Kalman options, RandomGenerator rng, Loss loss) {
      this.data = data;
      int n = data.joints();
      Features features = options.features().build(data.scaling(), rng);
      window = new FilterWindow(features, data.scaling(), options.window(), options.horizon());
      meta = new KalmanMetaGradient(loss, features.count(), options.window());
      q = new double[n];
      qd = new double[n];
      qdd = new double[n];
      tau = new double[n];
    }

    /** Goes on to the next window; false behind the last one. */
    boolean next() {
      if (row < last) {
        meta.advance();
      } else if (!nextStream()) {
        return false;
      }
      int ticks = Math.min(window.longest(), last - row);
      window.begin(ticks);
      for (int i = 0; i < ticks + window.horizon(); i++) {
        data.physicalInto(row + i, q, qd, qdd, tau);
        window.set(i, q, qd, qdd, tau);
      }
      row += ticks;
      return true;
    }

    private boolean nextStream() {
      do {
        if (++stream >= data.streams()) {
          return false;
        }
        row = data.start(stream);
        last = data.end(stream) - window.horizon();
      } while (row >= last);
      meta.restart();
      return true;
    }
  }
}
