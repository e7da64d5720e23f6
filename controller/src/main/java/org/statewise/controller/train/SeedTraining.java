package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRule;

/** The training of one seed, epoch by epoch. One thread at a time. */
final class SeedTraining {
  private final MetaOptions options;
  private final DataSet test;
  private final long seed;
  private final Loss loss;
  private final UpdateRule rule;
  private final PhiStep step;
  private final InnerLoop.Walk walk;
  private final LossSpec.Trained untrained;
  private final List<EpochResult> history = new ArrayList<>();
  private Parameters bestPhi;
  private int bestEpoch;
  private String failure = "";

  SeedTraining(MetaOptions options, DataSet train, DataSet test, long seed) {
    this.options = options;
    this.test = test;
    this.seed = seed;
    loss = options.loss().build(train.joints(), Seeds.generator(seed, Seeds.PHI));
    untrained = trained(loss.phi());
    rule = options.outer().rule().build(loss.phi());
    step = new PhiStep(loss.phi(), rule, options.outer().eta());
    walk = options.inner().build(train, options.model(), loss);
    bestPhi = loss.phi().copy();
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
      if (!walk.epoch(step, Seeds.generator(seed, epoch))) {
        failure = "a number was not finite in epoch " + epoch;
      }
      trainMse = step.takeMean();
    }
    TestError error = failure.isEmpty()
        ? options.inner().test(test, options, trained(loss.phi()), seed)
        : new TestError(Double.NaN, Double.NaN);
    history.add(new EpochResult(trainMse, error));
    if (epoch > 0 && error.isFinite() && !(error.mse() >= history.get(bestEpoch).test().mse())) {
      bestEpoch = epoch;
      bestPhi = loss.phi().copy();
    }
    return history.getLast();
  }

  private LossSpec.Trained trained(Parameters phi) {
    return new LossSpec.Trained(options.loss(), phi);
  }

  /** To continue from later. */
  SeedState state() {
    return new SeedState(seed, loss.phi().toArray(), rule.memory(), bestPhi.toArray(), bestEpoch,
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
      loss.phi().fromArray(state.phi());
      rule.restore(state.ruleMemory());
    }
    bestPhi.fromArray(state.bestPhi());
    bestEpoch = state.bestEpoch();
    history.addAll(state.history());
    failure = state.failure();
  }

  /** What it came to so far. */
  SeedResult result() {
    return new SeedResult(seed, untrained, trained(bestPhi), bestEpoch, history, failure);
  }
}
