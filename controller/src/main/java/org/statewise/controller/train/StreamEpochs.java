package org.statewise.controller.train;

import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.StreamMetaGradient;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.TrustRegion;

/**
 * Along every stream from a fresh network: at tick t one step with sample t, judged by the samples
 * t + 1 to t + H, and one update of phi.
 */
final class StreamEpochs implements EpochRunner {
  private final DataSet train;
  private final FreshNetwork fresh;
  private final StreamMetaGradient meta;
  private final Parameters theta;
  private final Batch sample;
  private final Batch future;

  StreamEpochs(InnerLoop.Stream options, DataSet train, MetaOptions.Model model, Loss loss) {
    this.train = train;
    fresh = new FreshNetwork(train.joints(), model);
    Mlp mlp = fresh.mlp();
    meta = new StreamMetaGradient(mlp, loss, model.alpha(), new TrustRegion(options.kappa()));
    theta = mlp.newParameters();
    sample = new Batch(1, train.joints());
    future = new Batch(options.horizon(), train.joints());
  }

  @Override
  public boolean epoch(PhiStep phi, RandomGenerator rng) {
    for (int stream = 0; stream < train.streams(); stream++) {
      fresh.drawInto(theta, rng);
      int last = train.end(stream) - future.samples();
      for (int row = train.start(stream); row < last; row++) {
        train.rowsInto(sample, row, 1);
        train.rowsInto(future, row + 1, 1);
        double taskLoss = meta.gradientInto(theta, sample, future, phi.gradient());
        theta.copyFrom(meta.thetaNew());
        if (!phi.update(taskLoss)) {
          return false;
        }
      }
    }
    return true;
  }
}
