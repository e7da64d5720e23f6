package org.statewise.models.loss;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/** The mean squared error, L = 1/N sum_n 1/n sum_j e_nj^2: the paper's baseline, without phi. */
public final class SquaredLoss extends WeightedSquares {
  /** For {@code joints} joints. */
  public SquaredLoss(int joints) {
    super(joints, Parameters.empty());
  }

  @Override
  @HotPath
  void weightsOf(DMatrixRMaj state, DMatrixRMaj weights) {
    Arrays.fill(weights.data, 0, weights.getNumElements(), 1.0 / weights.numCols);
  }

  @Override
  @HotPath
  void weightsBackwardInto(DMatrixRMaj dLdWeights, Parameters dLdPhi) {
    // The weights are constants, phi is empty: there is nothing to fill.
  }
}
