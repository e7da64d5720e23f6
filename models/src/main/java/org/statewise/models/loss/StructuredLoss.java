package org.statewise.models.loss;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * L = 1/N sum_n sum_j phi_j e_nj^2 with one learned weight a joint, phi_j = pos(s_j): the paper's
 * equation (1). phi is one block, s, n x 1; untrained, each phi_j = 1.
 */
public final class StructuredLoss extends WeightedSquares {
  private final Positivity positivity;
  private final DMatrixRMaj raw;

  /** For {@code joints} joints, untrained. */
  public StructuredLoss(int joints, Positivity positivity) {
    super(joints, new Parameters(List.of(new DMatrixRMaj(joints, 1))));
    this.positivity = positivity;
    raw = phi().block(0);
    raw.fill(positivity.inverse(1));
  }

  @Override
  @HotPath
  void weightsOf(DMatrixRMaj state, DMatrixRMaj weights) {
    int n = weights.numCols;
    for (int j = 0; j < n; j++) {
      double weight = positivity.weight(raw.data[j]);
      for (int row = 0; row < weights.numRows; row++) {
        weights.data[row * n + j] = weight;
      }
    }
  }

  @Override
  @HotPath
  void weightsBackwardInto(DMatrixRMaj dLdWeights, Parameters dLdPhi) {
    // dL/ds_j = pos'(s_j) sum_n dL/dphi_nj
    int n = dLdWeights.numCols;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int row = 0; row < dLdWeights.numRows; row++) {
        sum += dLdWeights.data[row * n + j];
      }
      dLdPhi.block(0).data[j] = positivity.derivative(raw.data[j]) * sum;
    }
  }
}
