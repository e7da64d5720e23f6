package org.statewise.controller.evaluate.paper;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.Scaling;

/** phi_j(q, qd) of a loss, asked state by state. One thread. */
final class PhiWeights {
  private final Loss loss;
  private final Scaling scaling;
  private final DMatrixRMaj state;
  private final DMatrixRMaj zeros;
  private final double[] input;

  PhiWeights(LossSpec spec, Scaling scaling) {
    int n = scaling.joints();
    // A trained loss overwrites whatever is drawn.
    loss = spec.build(n, new SplittableRandom(0));
    this.scaling = scaling;
    state = new DMatrixRMaj(1, 2 * n);
    zeros = new DMatrixRMaj(1, n);
    input = new double[3 * n];
  }

  /** The weights in a state: rad, rad/s; one number a joint. */
  double[] at(double[] q, double[] qd) {
    int n = scaling.joints();
    scaling.inputInto(q, qd, new double[n], input, 0);
    System.arraycopy(input, 0, state.data, 0, 2 * n);
    loss.evaluate(state, zeros, zeros);
    double[] weights = new double[n];
    loss.weightsInto(weights);
    return weights;
  }
}
