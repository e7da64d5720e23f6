package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.meta.FirstOrderMaml;
import org.statewise.models.meta.LogBounded;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.FeatureSpec;
import org.statewise.models.online.FilterSpec;
import org.statewise.models.online.LearnedFilter;

/**
 * What f_theta learns from between two updates of phi. To add one: write its epoch runner, add a record
 * here.
 */
public sealed interface InnerLoop
    permits InnerLoop.Batches, InnerLoop.Stream, InnerLoop.Kalman, InnerLoop.Start,
    FleetLoop {
  /**
   * All that is learned, untrained: phi's own blocks, with others behind them or in their place.
   *
   * @param rng draws what starts at random besides phi
   */
  default Parameters learned(Loss loss, MetaOptions.Model model, RandomGenerator rng) {
    return loss.phi();
  }

  /** What {@link #learned} has become, of a loss of this kind. */
  default Learned result(LossSpec kind, Parameters learned) {
    return Learned.loss(kind, learned);
  }

  /** Makes what runs the epochs of one seed and trains {@code loss} in place. */
  EpochRunner build(DataSet train, MetaOptions options, Loss loss);

  /** The error on {@code test} of what learns there with what was learned here. */
  TestError test(DataSet test, MetaOptions options, Learned learned, long seed);

  /** How many samples behind a first one a training stream must have. */
  default int horizon() {
    return 0;
  }

  /** The keys of the command line that set it. */
  Map<String, String> words();

  /**
   * Algorithm 1 as written: a fresh random network for each pair of batches, several steps with the
   * same pair.
   *
   * @param size samples of a batch
   * @param perEpoch pairs of batches an epoch
   * @param iterations updates of phi a pair
   * @param unroll K, inner steps that each update looks through; takes memory for K + 1 thetas
   */
  record Batches(int size, int perEpoch, int iterations, int unroll) implements InnerLoop {
    public Batches {
      MetaOptions.require(size >= 1, "batch must be at least 1", size);
      MetaOptions.require(perEpoch >= 1, "batches must be at least 1", perEpoch);
      MetaOptions.require(iterations >= 1, "iterations must be at least 1", iterations);
      MetaOptions.require(unroll >= 1 && unroll <= 1000, "unroll must be 1 to 1000", unroll);
    }

    @Override
    public EpochRunner build(DataSet train, MetaOptions options, Loss loss) {
      return new BatchEpochs(this, train, options.model(), loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, Learned learned, long seed) {
      return HeldOut.afterBatches(test, options.model(), learned.loss(), size,
          options.testSteps(), seed);
    }

    @Override
    public Map<String, String> words() {
      return Map.of("inner", "batches", "batch", Integer.toString(size), "batches",
          Integer.toString(perEpoch), "iterations", Integer.toString(iterations), "unroll",
          Integer.toString(unroll));
    }
  }

  /**
   * Along each stream, one sample and one update of phi a tick, as the controller learns.
   *
   * @param kappa the trust fraction; infinity for no bound
   * @param horizon H, how many of the samples that follow judge a step
   */
  record Stream(double kappa, int horizon) implements InnerLoop {
    public Stream {
      MetaOptions.require(kappa > 0, "kappa must be positive, or 0 for no bound", kappa);
      MetaOptions.require(horizon >= 1, "horizon must be at least 1", horizon);
    }

    @Override
    public EpochRunner build(DataSet train, MetaOptions options, Loss loss) {
      return new StreamEpochs(this, train, options.model(), loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, Learned learned, long seed) {
      return HeldOut.online(test, options.model(), kappa, learned.loss(), seed);
    }

    @Override
    public Map<String, String> words() {
      return Map.of("inner", "stream", "kappa", Double.toString(kappa), "horizon",
          Integer.toString(horizon));
    }
  }

  /**
   * Along each stream with the leaky Kalman filters of {@link FilterSpec.PrecisionKalman}: phi is
   * the precision of a sample, and leak and process noise are learned with it.
   *
   * @param features on which the filters learn; what is random in them is drawn in each epoch
   * @param leak where it starts
   * @param qOverR where the process noise starts
   * @param window K, ticks that an update looks back through; takes memory for K covariances
   * @param horizon H, how many of the samples that follow judge a tick
   */
  record Kalman(FeatureSpec features, double leak, double qOverR, int window, int horizon)
      implements
        InnerLoop {
    public Kalman {
      MetaOptions.require(window >= 1 && window <= 10_000, "window must be 1 to 10000", window);
      MetaOptions.require(horizon >= 1 && horizon <= 10_000, "horizon must be 1 to 10000",
          horizon);
      // Both say what is wrong in a sentence.
      LogBounded.LEAK.inverse("leak", leak);
      LogBounded.PROCESS_NOISE.inverse("q", qOverR);
      features.settings();
    }

    /** phi alone of all that is learned. */
    static Parameters phi(Parameters learned) {
      return learned.slice(0, learned.blocks() - 1);
    }

    /** Leak and process noise as free numbers, one block of both. */
    static Parameters constants(Parameters learned) {
      return learned.slice(learned.blocks() - 1, learned.blocks());
    }

    @Override
    public Parameters learned(Loss loss, MetaOptions.Model model, RandomGenerator rng) {
      List<DMatrixRMaj> blocks = new ArrayList<>();
      for (int b = 0; b < loss.phi().blocks(); b++) {
        blocks.add(loss.phi().block(b));
      }
      blocks.add(new DMatrixRMaj(1, 2, true, LogBounded.LEAK.inverse("leak", leak),
          LogBounded.PROCESS_NOISE.inverse("q", qOverR)));
      return new Parameters(blocks);
    }

    @Override
    public Learned result(LossSpec kind, Parameters learned) {
      LossSpec.Trained loss = new LossSpec.Trained(kind, phi(learned));
      double[] free = constants(learned).block(0).data;
      return new Learned(loss, Optional.of(new LearnedFilter(loss, LogBounded.LEAK.value(free[0]),
          LogBounded.PROCESS_NOISE.value(free[1]), features.settings())), Optional.empty());
    }

    @Override
    public EpochRunner build(DataSet train, MetaOptions options, Loss loss) {
      return new FilterEpochs(this, train, loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, Learned learned, long seed) {
      return HeldOutFilters.ahead(test, this, learned.filter().orElseThrow(), seed);
    }

    @Override
    public Map<String, String> words() {
      return Map.of("inner", "kalman", "features", features.settings(), "leak",
          Double.toString(leak), "q", Double.toString(qOverR), "window",
          Integer.toString(window), "horizon", Integer.toString(horizon));
    }
  }

  /**
   * theta_0 instead of phi: parameters from which a few steps on the first half of a stretch of a
   * stream serve its second half ({@link FirstOrderMaml}).
   *
   * @param variant which direction theta_0 goes
   * @param size samples of each half
   * @param perEpoch stretches an epoch, and so updates
   * @param unroll K, inner steps
   * @param kappa the trust fraction of the test; infinity for no bound
   */
  record Start(FirstOrderMaml.Variant variant, int size, int perEpoch, int unroll, double kappa)
      implements
        InnerLoop {
    public Start {
      MetaOptions.require(size >= 1, "batch must be at least 1", size);
      MetaOptions.require(perEpoch >= 1, "batches times iterations must be at least 1", perEpoch);
      MetaOptions.require(unroll >= 1 && unroll <= 1000, "unroll must be 1 to 1000", unroll);
      MetaOptions.require(kappa > 0, "kappa must be positive, or 0 for no bound", kappa);
    }

    @Override
    public Parameters learned(Loss loss, MetaOptions.Model model, RandomGenerator rng) {
      FreshNetwork fresh = new FreshNetwork(loss.joints(), model);
      Parameters theta = fresh.mlp().newParameters();
      fresh.drawInto(theta, rng);
      return theta;
    }

    @Override
    public Learned result(LossSpec kind, Parameters learned) {
      LossSpec.Trained loss = kind instanceof LossSpec.Trained trained
          ? trained
          : new LossSpec.Trained(kind, Parameters.empty());
      return new Learned(loss, Optional.empty(), Optional.of(learned.copy()));
    }

    @Override
    public EpochRunner build(DataSet train, MetaOptions options, Loss loss) {
      return new InitialisationEpochs(this, train, options.model(), loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, Learned learned, long seed) {
      return HeldOut.online(test, options.model(), kappa, learned.loss(), learned.start(), seed);
    }

    @Override
    public int horizon() {
      return 2 * size - 1;
    }

    @Override
    public Map<String, String> words() {
      return Map.of("inner", variant == FirstOrderMaml.Variant.FOMAML ? "maml" : "reptile",
          "batch", Integer.toString(size), "updates", Integer.toString(perEpoch), "unroll",
          Integer.toString(unroll), "kappa", Double.toString(kappa));
    }
  }
}
