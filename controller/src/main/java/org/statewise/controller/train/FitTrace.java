package org.statewise.controller.train;

import java.util.List;
import org.statewise.models.loss.LossSpec;

/** How fast a fresh f_theta learns a data set with a loss: what a loss is worth, seen from outside. */
public final class FitTrace {
  /** Samples of a batch, as in meta-training. */
  private static final int BATCH = 32;

  private FitTrace() {}

  /**
   * The error over evenly spread samples of {@code data} on the way of gradient steps on random
   * batches of it.
   *
   * @param every how many steps lie between two measurements, a divisor of {@code steps}
   * @param seed of the network and the batches: the same for all losses
   * @return the errors after no step, after {@code every} steps, and so on to {@code steps}
   */
  public static List<TestError> of(DataSet data, MetaOptions.Model model, LossSpec loss, int steps,
      int every, long seed) {
    return List.copyOf(HeldOut.trace(data, model, loss, BATCH, steps, every, seed));
  }
}
