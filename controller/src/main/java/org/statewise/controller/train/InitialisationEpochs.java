package org.statewise.controller.train;

import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.FirstOrderMaml;

/**
 * A task is a stretch of a stream: theta_0 takes some steps on its first half and is judged by its
 * second. Each task makes one update of theta_0.
 */
final class InitialisationEpochs implements EpochRunner {
  private final InnerLoop.Start options;
  private final DataSet train;
  private final FirstOrderMaml maml;
  private final Batch a;
  private final Batch b;

  InitialisationEpochs(InnerLoop.Start options, DataSet train, MetaOptions.Model model, Loss loss) {
    this.options = options;
    this.train = train;
    maml = new FirstOrderMaml(new FreshNetwork(train.joints(), model).mlp(), loss, model.alpha(),
        options.unroll());
    a = new Batch(options.size(), train.joints());
    b = new Batch(options.size(), train.joints());
  }

  @Override
  public boolean epoch(PhiStep theta, RandomGenerator rng) {
    int both = 2 * options.size();
    for (int task = 0; task < options.perEpoch(); task++) {
      int from = drawStart(both, rng);
      train.rowsInto(a, from, 1);
      train.rowsInto(b, from + options.size(), 1);
      double taskLoss = maml.directionInto(options.variant(), theta.learned(), a, b,
          theta.gradient());
      if (!theta.update(taskLoss)) {
        return false;
      }
    }
    return true;
  }

  /** A row behind which a stream has {@code rows} more; there is such a stream. */
  private int drawStart(int rows, RandomGenerator rng) {
    while (true) {
      int row = rng.nextInt(train.samples());
      int stream = train.streamOf(row);
      if (row + rows <= train.end(stream)) {
        return row;
      }
    }
  }
}
