package org.statewise.controller.train;

import java.util.Optional;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedFilter;

/**
 * What a training came to.
 *
 * @param loss that was learned, or that a start was learned for
 * @param filter the filter whose precisions the loss gives; empty if it is for a network
 * @param start the parameters that a network is to start from; empty if none were learned
 */
public record Learned(LossSpec.Trained loss, Optional<LearnedFilter> filter,
    Optional<Parameters> start) {
  /**
   * The same, to be used: what was learned of the state holds at the states of the training.
   *
   * @throws TrainingException if a weight of it is not finite there
   */
  Learned bound(DataSet train) throws TrainingException {
    if (start.isPresent()) {
      return this;
    }
    LossSpec.Trained bound = TrainedRange.bound(loss, train);
    return new Learned(bound, filter.map(
        found -> new LearnedFilter(bound, found.leak(), found.qOverR(), found.features())),
        start);
  }

  /** A loss alone. */
  static Learned loss(LossSpec kind, Parameters phi) {
    return new Learned(new LossSpec.Trained(kind, phi), Optional.empty(), Optional.empty());
  }
}
