package org.statewise.models.loss;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * L = 1/N sum_n sum_j phi_nj e_nj^2 with e = f - tau. The losses of this shape differ only in where
 * the weights phi_nj come from; since these depend on the state and not on f, all derivatives with
 * respect to f are the same.
 */
abstract sealed class WeightedSquares implements Loss
    permits SquaredLoss, StructuredLoss, StateDependentLoss, LogLinearLoss {
  private final int joints;
  private final int inputs;
  private final Parameters phi;

  /** phi_nj and e_nj of the last batch, and dL/dphi_nj; N x n. */
  private final DMatrixRMaj weights;
  private final DMatrixRMaj error;
  private final DMatrixRMaj dLdWeights;

  WeightedSquares(int joints, Parameters phi) {
    this(joints, 2 * joints, phi);
  }

  /** @param inputs numbers of a state */
  WeightedSquares(int joints, int inputs, Parameters phi) {
    this.joints = joints;
    this.inputs = inputs;
    this.phi = phi;
    weights = new DMatrixRMaj(1, joints);
    error = new DMatrixRMaj(1, joints);
    dLdWeights = new DMatrixRMaj(1, joints);
  }

  /** The weights phi_nj of each sample: a row of {@code state} each, {@code weights} receives N x n. */
  @HotPath
  abstract void weightsOf(DMatrixRMaj state, DMatrixRMaj weights);

  /** From dL/dphi_nj of the same samples, N x n and free to be overwritten, to dL/dphi. */
  @HotPath
  abstract void weightsBackwardInto(DMatrixRMaj dLdWeights, Parameters dLdPhi);

  @Override
  public final int joints() {
    return joints;
  }

  @Override
  public final int inputs() {
    return inputs;
  }

  @Override
  public final Parameters phi() {
    return phi;
  }

  @Override
  @HotPath
  public final double evaluate(DMatrixRMaj state, DMatrixRMaj f, DMatrixRMaj tau) {
    weights.reshape(f.numRows, joints);
    error.reshape(f.numRows, joints);
    dLdWeights.reshape(f.numRows, joints);
    weightsOf(state, weights);
    double sum = 0;
    for (int i = 0; i < f.getNumElements(); i++) {
      double e = f.data[i] - tau.data[i];
      error.data[i] = e;
      sum += weights.data[i] * (e * e);
    }
    return sum / f.numRows;
  }

  @Override
  @HotPath
  public final void gradientInto(DMatrixRMaj dLdF) {
    hessianVectorInto(error, dLdF);
  }

  @Override
  @HotPath
  public final void hessianVectorInto(DMatrixRMaj u, DMatrixRMaj hu) {
    // d^2 L / df_nj^2 = 2 phi_nj / N; L is quadratic in e, so dL/df is the same with U = e
    double twoByN = 2.0 / error.numRows;
    for (int i = 0; i < error.getNumElements(); i++) {
      hu.data[i] = twoByN * weights.data[i] * u.data[i];
    }
  }

  @Override
  @HotPath
  public final void phiGradientInto(Parameters dLdPhi) {
    // dL/dphi_nj = e_nj^2 / N
    double byN = 1.0 / error.numRows;
    for (int i = 0; i < error.getNumElements(); i++) {
      dLdWeights.data[i] = byN * error.data[i] * error.data[i];
    }
    weightsBackwardInto(dLdWeights, dLdPhi);
  }

  @Override
  @HotPath
  public final void mixedGradientPhiInto(DMatrixRMaj u, Parameters dPhi) {
    // d/dphi_nj sum (dL/df . U) = 2 e_nj U_nj / N
    double twoByN = 2.0 / error.numRows;
    for (int i = 0; i < error.getNumElements(); i++) {
      dLdWeights.data[i] = twoByN * error.data[i] * u.data[i];
    }
    weightsBackwardInto(dLdWeights, dPhi);
  }

  @Override
  @HotPath
  public final void weightsInto(double[] phiWeights) {
    System.arraycopy(weights.data, (weights.numRows - 1) * joints, phiWeights, 0, joints);
  }
}
