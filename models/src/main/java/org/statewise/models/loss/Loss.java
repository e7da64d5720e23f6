package org.statewise.models.loss;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * What learning minimises: L_phi(f, tau), the mean over samples of a loss that may have parameters
 * phi and may look at the joint state.
 *
 * <p>{@link #evaluate} comes first; the other methods are about the batch it saw, whose matrices
 * must not have changed since, nor phi. Shapes: N samples, n joints. Units are those of f and tau,
 * which in Statewise are scaled and so dimensionless.
 *
 * <p>An instance holds buffers: one thread at a time. They grow when a larger batch comes than ever
 * before; apart from that nothing allocates, and a batch of one never does.
 */
public interface Loss {
  /** n. */
  int joints();

  /** How many numbers a state has: 2n, which are (q, qd), but for a {@link LogLinearLoss}. */
  default int inputs() {
    return 2 * joints();
  }

  /** phi itself, not a copy: who writes here changes the loss. Empty if there is none. */
  Parameters phi();

  /**
   * L_phi(f, tau).
   *
   * @param state a row of {@link #inputs} numbers a sample: (q, qd), scaled the same way in training and use,
   *     but for a {@link LogLinearLoss}
   * @param f predictions, N x n
   * @param tau targets, N x n
   */
  @HotPath
  double evaluate(DMatrixRMaj state, DMatrixRMaj f, DMatrixRMaj tau);

  /** dL/df, N x n. */
  @HotPath
  void gradientInto(DMatrixRMaj dLdF);

  /** (d^2 L / df^2) U for a direction U of the predictions; both N x n. */
  @HotPath
  void hessianVectorInto(DMatrixRMaj u, DMatrixRMaj hu);

  /** dL/dphi, phi's shape. */
  @HotPath
  void phiGradientInto(Parameters dLdPhi);

  /**
   * d/dphi of sum_nj (dL/df)_nj U_nj with U held fixed, the heart of a meta-gradient.
   *
   * @param u N x n
   * @param dPhi receives phi's shape
   */
  @HotPath
  void mixedGradientPhiInto(DMatrixRMaj u, Parameters dPhi);

  /**
   * phi_j, the weight of joint j's squared error in the last sample of the batch; zeros for a loss
   * that is no weighted sum.
   *
   * @param weights receives n numbers
   */
  @HotPath
  void weightsInto(double[] weights);

  /**
   * How far the state of the last sample lay outside those that the loss was trained on: 0 within
   * them, 1 where its weights do not depend on the state any more. 0 for a loss that knows no such
   * range.
   */
  @HotPath
  default double outOfRange() {
    return 0;
  }
}
