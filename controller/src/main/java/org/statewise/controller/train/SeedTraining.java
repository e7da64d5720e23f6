package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRule;

/** The training of one seed, epoch by epoch. One thread at a time. */
final class SeedTraining {
  private final MetaOptions options;
  private final DataSet test;
  private final long seed;
  private final UpdateRule rule;
  private final PhiStep step;
  private final EpochRunner runner;
  private final Parameters learned;
  private final Learned untrained;
  private final List<EpochResult> history = new ArrayList<>();
  private Parameters best;
  private int bestEpoch;
  private String failure = "";

  SeedTraining(MetaOptions options, DataSet train, DataSet test, long seed) {
    this.options = options;
    this.test = test;
    this.seed = seed;
    RandomGenerator rng = Seeds.generator(seed, Seeds.PHI);
    Loss loss = options.loss().build(train.joints(), rng);
    learned = options.inner().learned(loss, options.model(), rng);
    untrained = result(learned);
    rule = options.outer().rule().build(learned);
    step = new PhiStep(learned, rule, options.outer().eta());
    runner = options.inner().build(train, options, loss);
    best = learned.copy();
  }

  /** Whether there is nothing left to do. */
  boolean finished() {
    int epoch = history.size() - 1;
    int patience = options.outer().patience();
    return !failure.isEmpty() || epoch >= options.outer().epochs()
        || (patience > 0 && epoch - bestEpoch >= patience);
  }

  /** Runs the next epoch; the first call only measures the untrained loss. */
  EpochResult next() {
    int epoch = history.size();
    double trainMse = Double.NaN;
    if (epoch > 0) {
      if (!runner.epoch(step, Seeds.generator(seed, epoch))) {
        failure = "a number was not finite in epoch " + epoch;
      }
      trainMse = step.takeMean();
    }
    TestError error = failure.isEmpty()
        ? options.inner().test(test, options, result(learned), seed)
        : new TestError(Double.NaN, Double.NaN);
    history.add(new EpochResult(trainMse, error));
    if (epoch > 0 && error.isFinite() && !(error.mse() >= history.get(bestEpoch).test().mse())) {
      bestEpoch = epoch;
      best = learned.copy();
    }
    return history.getLast();
  }

  private Learned result(Parameters of) {
    return options.inner().result(options.loss(), of);
  }

  /** To continue from later. */
  SeedState state() {
    return new SeedState(seed, learned.toArray(), rule.memory(), best.toArray(), bestEpoch,
        List.copyOf(history), failure);
  }

  /**
   * Continues from a state of the same options, data and seed.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  void restore(SeedState state) {
    if (state.history().isEmpty() || state.bestEpoch() < 0
        || state.bestEpoch() >= state.history().size()) {
      throw new IllegalArgumentException("the best epoch must be one of the "
          + state.history().size() + " in the history, but is " + state.bestEpoch());
    }
    if (state.failure().isEmpty()) {
      // What broke down holds numbers that are none, and nobody asks for them.
      learned.fromArray(state.phi());
      rule.restore(state.ruleMemory());
    }
    best.fromArray(state.bestPhi());
    bestEpoch = state.bestEpoch();
    history.addAll(state.history());
    failure = state.failure();
  }

  /** What it came to so far. */
  SeedResult result() {
    return new SeedResult(seed, untrained, result(best), bestEpoch, history, failure);
  }
}
