package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.meta.Batch;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * How well fresh networks learn recordings that a loss has not seen. The same seed always starts
 * from the same network and sees the same samples, so that only the loss makes the difference.
 */
final class HeldOut {
  /** Evenly spread samples that an error is measured on. */
  private static final int MEASURED = 2048;

  /** Seeds of fresh networks for comparisons between losses of different seeds or kinds. */
  static final List<Long> COMMON_NETWORKS = List.of(1001L, 1002L, 1003L);

  private HeldOut() {}

  /**
   * The error after gradient steps on random batches of the test data, over evenly spread samples
   * of them.
   *
   * @param size samples of a batch
   */
  static TestError afterBatches(DataSet test, MetaOptions.Model model, LossSpec spec, int size,
      int steps, long seed) {
    return trace(test, model, spec, size, steps, steps, seed).getLast();
  }

  /**
   * The same on the way there.
   *
   * @param every how many steps lie between two measurements
   * @return the errors after no step, after {@code every} steps, and so on to {@code steps}
   */
  static List<TestError> trace(DataSet test, MetaOptions.Model model, LossSpec spec, int size,
      int steps, int every, long seed) {
    RandomGenerator rng = Seeds.generator(seed, Seeds.TEST);
    Loss loss = spec.build(test.joints(), rng);
    FreshNetwork fresh = new FreshNetwork(test.joints(), model);
    Mlp mlp = fresh.mlp();
    Parameters theta = mlp.newParameters();
    // Drawn behind the loss: losses that draw nothing must start from the same network.
    rng = Seeds.generator(seed, Seeds.TEST);
    fresh.drawInto(theta, rng);
    Parameters dLdTheta = theta.newLike();
    MlpWorkspace ws = mlp.newWorkspace(size);
    Batch batch = new Batch(size, test.joints());
    DMatrixRMaj dLdF = new DMatrixRMaj(size, test.joints());
    List<TestError> errors = new ArrayList<>();
    errors.add(spread(test, mlp, theta));
    for (int step = 1; step <= steps; step++) {
      test.drawInto(batch, rng);
      DMatrixRMaj f = mlp.forward(theta, batch.input(), ws);
      loss.evaluate(batch.state(), f, batch.tau());
      loss.gradientInto(dLdF);
      mlp.backwardInto(theta, ws, dLdF, dLdTheta);
      theta.addScaled(-model.alpha(), dLdTheta);
      if (step % every == 0) {
        errors.add(spread(test, mlp, theta));
      }
    }
    return errors;
  }

  /** The error of theta over evenly spread samples. */
  private static TestError spread(DataSet test, Mlp mlp, Parameters theta) {
    int every = (test.samples() + MEASURED - 1) / MEASURED;
    Batch spread = new Batch((test.samples() + every - 1) / every, test.joints());
    test.rowsInto(spread, 0, every);
    SquaredErrors errors = new SquaredErrors(test.scaling());
    errors.add(mlp.forward(theta, spread.input(), mlp.newWorkspace(spread.samples())),
        spread.tau());
    return errors.mean();
  }

  /**
   * The error of predicting each sample before learning from it, along each stream from a fresh
   * network: the update that the controller makes.
   *
   * @param kappa the trust fraction; infinity for no bound
   */
  static TestError online(DataSet test, MetaOptions.Model model, double kappa, LossSpec spec,
      long seed) {
    return online(test, model, kappa, spec, Optional.empty(), seed);
  }

  /** The same from given parameters, if there are any. */
  static TestError online(DataSet test, MetaOptions.Model model, double kappa, LossSpec spec,
      Optional<Parameters> theta, long seed) {
    int n = test.joints();
    OnlineModelSpec network = new OnlineModelSpec.Network(model.hidden(), spec,
        new UpdateRuleSpec.Sgd(), model.alpha(), kappa, model.zeroLastLayer(),
        theta.map(start -> new NetworkInitialisation(model.hidden(), start, Scaling.none(n))));
    SquaredErrors errors = new SquaredErrors(test.scaling());
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] tau = new double[n];
    for (int stream = 0; stream < test.streams(); stream++) {
      // The samples are scaled already.
      OnlineModel learner = network.build(n, Scaling.none(n), Seeds.generator(seed, Seeds.TEST));
      for (int row = test.start(stream); row < test.end(stream); row++) {
        test.sampleInto(row, q, qd, qdd, tau);
        learner.learn(q, qd, qdd, tau);
        errors.add(learner.report().predictionError);
      }
    }
    return errors.mean();
  }

  /** Sums squared errors of scaled torques, as they are and in Nm^2. */
  private static final class SquaredErrors {
    private final double[] tauMax;
    private double sum;
    private double sumNm2;
    private long count;

    SquaredErrors(Scaling scaling) {
      tauMax = scaling.tauMax();
    }

    void add(double[] error) {
      for (int j = 0; j < tauMax.length; j++) {
        add(j, error[j]);
      }
    }

    void add(DMatrixRMaj f, DMatrixRMaj tau) {
      for (int i = 0; i < f.getNumElements(); i++) {
        add(i % tauMax.length, f.data[i] - tau.data[i]);
      }
    }

    private void add(int joint, double error) {
      sum += error * error;
      sumNm2 += error * error * tauMax[joint] * tauMax[joint];
      count++;
    }

    TestError mean() {
      return new TestError(sum / count, sumNm2 / count);
    }
  }
}
