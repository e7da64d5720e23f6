package org.statewise.models.loss;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * L = 1/N sum_n sum_j phi_j(psi_nj) e_nj^2, with weights whose logarithms are linear in what is known of
 * the state of a joint,
 *
 * <pre>
 * phi_j = exp(s_j + B tanh(c . psi_j / B)),  B = ln 25
 * </pre>
 *
 * <p>so that a weight is positive and never more than 25 times as large, or as small, as where psi_j = 0. phi
 * holds s, n x 1, and c, K x 1, which all joints share. It has few parameters, as a search without gradients
 * needs it. A state is psi, K numbers of joint 0, then of joint 1, ...; what they are is of no matter here.
 */
public final class LogLinearLoss extends WeightedSquares {
  /** B: the logarithm of how much a state may change a weight. */
  private static final double BOUND = StrictMath.log(25);

  private final int inputs;
  private final DMatrixRMaj s;
  private final DMatrixRMaj c;

  /** phi_nj, and its derivative by c . psi_nj, of the last batch; N x n. */
  private final DMatrixRMaj phiOf = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj slope = new DMatrixRMaj(1, 1);
  private DMatrixRMaj psi;

  /**
   * For {@code joints} joints, untrained: each phi_j = 1.
   *
   * @param inputs K, at least 1
   */
  public LogLinearLoss(int joints, int inputs) {
    super(joints, inputs * joints,
        new Parameters(List.of(new DMatrixRMaj(joints, 1), new DMatrixRMaj(inputs, 1))));
    this.inputs = inputs;
    s = phi().block(0);
    c = phi().block(1);
  }

  @Override
  @HotPath
  void weightsOf(DMatrixRMaj state, DMatrixRMaj weights) {
    psi = state;
    phiOf.reshape(weights.numRows, weights.numCols);
    slope.reshape(weights.numRows, weights.numCols);
    int n = weights.numCols;
    for (int i = 0; i < weights.getNumElements(); i++) {
      double logarithm = 0;
      for (int k = 0; k < inputs; k++) {
        logarithm += c.data[k] * state.data[i * inputs + k];
      }
      double tanh = StrictMath.tanh(logarithm / BOUND);
      weights.data[i] = StrictMath.exp(s.data[i % n] + BOUND * tanh);
      phiOf.data[i] = weights.data[i];
      slope.data[i] = weights.data[i] * (1 - tanh * tanh);
    }
  }

  @Override
  @HotPath
  void weightsBackwardInto(DMatrixRMaj dLdWeights, Parameters dLdPhi) {
    // dL/ds_j = sum_n phi_nj dL/dphi_nj,  dL/dc = sum_nj slope_nj dL/dphi_nj psi_nj
    DMatrixRMaj ds = dLdPhi.block(0);
    DMatrixRMaj dc = dLdPhi.block(1);
    ds.zero();
    dc.zero();
    int n = dLdWeights.numCols;
    for (int i = 0; i < dLdWeights.getNumElements(); i++) {
      ds.data[i % n] += phiOf.data[i] * dLdWeights.data[i];
      for (int k = 0; k < inputs; k++) {
        dc.data[k] += slope.data[i] * dLdWeights.data[i] * psi.data[i * inputs + k];
      }
    }
  }
}
