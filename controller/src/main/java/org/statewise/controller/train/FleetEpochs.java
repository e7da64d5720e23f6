package org.statewise.controller.train;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.statewise.models.net.Parameters;

/**
 * Algorithm 1 over many robots as synchronous data-parallel steps: each update of phi follows the mean of several
 * tasks' meta-gradients, dphi = 1/T sum_t dL_MSE,t/dphi, added up in the order of the tasks, so that the result is
 * the same to the bit wherever they were computed.
 */
final class FleetEpochs implements EpochRunner {
  private final FleetLoop options;
  private final TaskEngine.Tasks tasks;
  private final Parameters one;

  FleetEpochs(FleetLoop options, TaskEngine.Tasks tasks, Parameters phi) {
    this.options = options;
    this.tasks = tasks;
    one = phi.newLike();
  }

  @Override
  public boolean epoch(PhiStep phi, RandomGenerator rng) {
    for (int batch = 0; batch < options.batches().perEpoch(); batch++) {
      List<Long> seeds = rng.longs(options.tasks()).boxed().toList();
      try (TaskEngine.Group group = tasks.begin(seeds)) {
        for (int iteration = 0; iteration < options.batches().iterations(); iteration++) {
          if (!phi.update(mean(group.step(phi.learned().toArray()), phi.gradient()))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** The mean of the gradients into {@code dTaskdPhi}; that of the losses, NaN if a task broke down. */
  private double mean(List<TaskGradient> gradients, Parameters dTaskdPhi) {
    dTaskdPhi.zero();
    double loss = 0;
    for (TaskGradient gradient : gradients) {
      if (!Arrays.stream(gradient.dTaskdPhi()).allMatch(Double::isFinite)) {
        return Double.NaN;
      }
      one.fromArray(gradient.dTaskdPhi());
      dTaskdPhi.addScaled(1.0 / gradients.size(), one);
      loss += gradient.taskLoss() / gradients.size();
    }
    return loss;
  }
}
