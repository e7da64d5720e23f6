package org.statewise.controller.train;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;

/**
 * What f_theta learns from between two updates of phi. To add one: write its walk, add a record
 * here.
 */
public sealed interface InnerLoop {
  /** Makes the walk of one seed, which trains {@code loss} in place. */
  Walk build(DataSet train, MetaOptions.Model model, Loss loss);

  /** The error on {@code test} of fresh networks that learn with this loss. */
  TestError test(DataSet test, MetaOptions options, LossSpec.Trained loss, long seed);

  /** The keys of the command line that set it. */
  Map<String, String> words();

  /** One seed's way through an epoch. */
  interface Walk {
    /**
     * Runs an epoch.
     *
     * @return false if it broke down: a number was not finite
     */
    boolean epoch(PhiStep phi, RandomGenerator rng);
  }

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
    public Walk build(DataSet train, MetaOptions.Model model, Loss loss) {
      return new BatchWalk(this, train, model, loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, LossSpec.Trained loss, long seed) {
      return HeldOut.afterBatches(test, options.model(), loss, size, options.testSteps(), seed);
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
    public Walk build(DataSet train, MetaOptions.Model model, Loss loss) {
      return new StreamWalk(this, train, model, loss);
    }

    @Override
    public TestError test(DataSet test, MetaOptions options, LossSpec.Trained loss, long seed) {
      return HeldOut.online(test, options.model(), kappa, loss, seed);
    }

    @Override
    public Map<String, String> words() {
      return Map.of("inner", "stream", "kappa", Double.toString(kappa), "horizon",
          Integer.toString(horizon));
    }
  }
}
