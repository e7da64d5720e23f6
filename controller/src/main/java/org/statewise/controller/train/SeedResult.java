package org.statewise.controller.train;

import java.util.List;
import org.statewise.models.loss.LossSpec;

/**
 * What the training of one seed came to.
 *
 * @param seed of everything random in it
 * @param first what it started from
 * @param learned what the epoch with the lowest test error left
 * @param bestEpoch that epoch; 0 is the untrained loss
 * @param history epoch by epoch, from the untrained loss on
 * @param failure why it broke down; empty if it did not
 */
public record SeedResult(long seed, Learned first, Learned learned,
    int bestEpoch, List<EpochResult> history, String failure) {
  public SeedResult {
    history = List.copyOf(history);
  }

  /** The loss that it started from. */
  public LossSpec.Trained untrained() {
    return first.loss();
  }

  /** The loss of the epoch with the lowest test error. */
  public LossSpec.Trained best() {
    return learned.loss();
  }

  /**
   * The same, with the loss of the best epoch as it is to be used: bounded by the states of its training.
   *
   * @throws TrainingException if a weight of it is not finite there
   */
  public SeedResult bound(DataSet train) throws TrainingException {
    return new SeedResult(seed, first, learned.bound(train), bestEpoch, history, failure);
  }

  /** Whether the training ran to its end. */
  public boolean succeeded() {
    return failure.isEmpty();
  }

  /** The error with the untrained loss. */
  public TestError initialError() {
    return history.getFirst().test();
  }

  /** The error with the best one. */
  public TestError bestError() {
    return history.get(bestEpoch).test();
  }
}
