package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;

/**
 * How a memory may go on learning on an arm: what training for the loop looks for.
 *
 * @param logWeights of the loss, s, a number a joint
 * @param coefficients of the loss, c, a number an input
 * @param leak fraction of what was learned that is lost in a sample
 * @param observerGain of the observer beside it, in a sample
 */
public record LoopCandidate(List<Double> logWeights, List<Double> coefficients, double leak,
    double observerGain) implements Serializable {
  @Serial
  private static final long serialVersionUID = 1L;

  public LoopCandidate {
    logWeights = List.copyOf(logWeights);
    coefficients = List.copyOf(coefficients);
  }

  /** Its loss, whose weights are the precisions of samples. */
  public LossSpec.Trained loss() {
    return new LossSpec.Trained(new LossSpec.LogLinear(coefficients.size()),
        new Parameters(List.of(column(logWeights), column(coefficients))));
  }

  private static DMatrixRMaj column(List<Double> values) {
    return new DMatrixRMaj(values.size(), 1, true,
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
