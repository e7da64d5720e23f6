package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/** A made-up arm of two joints on smooth streams, and options that train within a moment. */
final class Toy {
  static final int JOINTS = 2;
  static final MetaOptions.Model MODEL = new MetaOptions.Model(List.of(8), false, 0.02);

  private Toy() {}

  /** Two streams of 150 samples; the seed makes their frequencies and phases. */
  static DataSet data(long seed) {
    return data(seed, "toy-" + seed);
  }

  static DataSet data(long seed, String name) {
    SplittableRandom rng = new SplittableRandom(seed);
    int streams = 2;
    int each = 150;
    double[] inputs = new double[3 * JOINTS * streams * each];
    double[] taus = new double[JOINTS * streams * each];
    List<Integer> starts = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      starts.add(stream * each);
      double omega = rng.nextDouble(0.5, 1.5);
      double phase = rng.nextDouble(0, 6);
      for (int i = 0; i < each; i++) {
        row(inputs, taus, stream * each + i, omega, phase + 0.05 * i * omega);
      }
    }
    return new DataSet(new DataSet.Description(List.of(new DataFile(name + ".mcap", name, 300)),
        "toy", List.of("A1", "A2"), Scaling.uniform(1, 1, 1, new double[]{100, 50})), inputs, taus,
        starts);
  }

  private static void row(double[] inputs, double[] taus, int row, double omega, double angle) {
    for (int j = 0; j < JOINTS; j++) {
      double q = StrictMath.sin(angle + j);
      double qd = omega * StrictMath.cos(angle + j);
      double qdd = -omega * omega * q;
      inputs[3 * JOINTS * row + j] = q;
      inputs[3 * JOINTS * row + JOINTS + j] = qd;
      inputs[3 * JOINTS * row + 2 * JOINTS + j] = qdd;
      taus[JOINTS * row + j] = 0.3 * q + 0.1 * StrictMath.tanh(5 * qd) + (j == 0 ? 0.2 * qdd : 0);
    }
  }

  static MetaOptions options(LossSpec loss, InnerLoop inner, double eta, int epochs) {
    return new MetaOptions(loss, MODEL, inner,
        new MetaOptions.Outer(new UpdateRuleSpec.Adam(), eta, epochs, 0), 30);
  }

  static InnerLoop batches() {
    return new InnerLoop.Batches(8, 5, 10, 1);
  }

  static SeedResult train(MetaOptions options, long seed) {
    SeedTraining training = new SeedTraining(options, data(1), data(2), seed);
    while (!training.finished()) {
      training.next();
    }
    return training.result();
  }
}
