package org.statewise.controller.train;

import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/** The body of the paper's Algorithm 1, lines 3 to 13. */
final class BatchEpochs implements EpochRunner {
  private final InnerLoop.Batches options;
  private final DataSet train;
  private final FreshNetwork fresh;
  private final MetaGradient meta;
  private final Parameters theta;
  private final Batch a;
  private final Batch b;

  BatchEpochs(InnerLoop.Batches options, DataSet train, MetaOptions.Model model, Loss loss) {
    this.options = options;
    this.train = train;
    fresh = new FreshNetwork(train.joints(), model);
    Mlp mlp = fresh.mlp();
    meta = new MetaGradient(mlp, loss, model.alpha(), options.unroll());
    theta = mlp.newParameters();
    a = new Batch(options.size(), train.joints());
    b = new Batch(options.size(), train.joints());
  }

  @Override
  public boolean epoch(PhiStep phi, RandomGenerator rng) {
    for (int batch = 0; batch < options.perEpoch(); batch++) {
      fresh.drawInto(theta, rng);
      train.drawInto(a, rng);
      train.drawInto(b, rng);
      for (int iteration = 0; iteration < options.iterations(); iteration++) {
        // theta goes on with the phi that was, phi follows its performance
        double taskLoss = meta.gradientInto(theta, a, b, phi.gradient());
        theta.copyFrom(meta.thetaNew());
        if (!phi.update(taskLoss)) {
          return false;
        }
      }
    }
    return true;
  }
}
