package org.statewise.models.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/**
 * L = 1/N sum_n sum_j phi_j(q_n, qd_n) e_nj^2 with phi_j = pos(net_j(q, qd)), one 2n-H-1 ReLU
 * network a joint: the paper's equation (2). phi holds W_1, b_1, W_2, b_2 of joint 0, then of joint
 * 1, ...
 *
 * <p>With the {@link TrainedStates} of its training the weights are bounded, and depend on the
 * state only where it was trained; without, as during training, they are the networks' outputs.
 */
public final class StateDependentLoss extends WeightedSquares {
  private final Positivity positivity;
  private final Mlp mlp;

  /** Null for none. */
  private final TrainedStates trained;

  /** How much the networks' weights count in each sample of the last batch, N x 1. */
  private final DMatrixRMaj inside = new DMatrixRMaj(1, 1);

  /** The parts of phi that belong to one joint, and what its network remembers. */
  private final Parameters[] phiOf;
  private final MlpWorkspace[] ws;

  /** A gradient of one joint's network, and dL/ds of that joint, N x 1. */
  private final Parameters dLdPhiOf;
  private final DMatrixRMaj dLdS = new DMatrixRMaj(1, 1);

  /**
   * For {@code joints} joints, untrained.
   *
   * @param hidden H
   * @param rng draws the networks' first parameters
   */
  public StateDependentLoss(int joints, int hidden, Positivity positivity, RandomGenerator rng) {
    this(joints, hidden, positivity, rng, null);
  }

  /**
   * The same, for use.
   *
   * @param trained the states of its training; null for none
   * @throws IllegalArgumentException if they are of another number of joints
   */
  StateDependentLoss(int joints, int hidden, Positivity positivity, RandomGenerator rng,
      TrainedStates trained) {
    this(joints, new Mlp(2 * joints, hidden, 1), positivity, trained);
    for (int j = 0; j < joints; j++) {
      mlp.initialise(phiOf[j], rng);
    }
  }

  private StateDependentLoss(int joints, Mlp mlp, Positivity positivity, TrainedStates trained) {
    super(joints, concatenated(joints, mlp));
    if (trained != null && trained.joints() != joints) {
      throw new IllegalArgumentException("State-dependent loss: its trained states must be of "
          + joints + " joints, got " + trained.joints() + ".");
    }
    this.trained = trained;
    this.positivity = positivity;
    this.mlp = mlp;
    phiOf = new Parameters[joints];
    ws = new MlpWorkspace[joints];
    dLdPhiOf = mlp.newParameters();
    int each = dLdPhiOf.blocks();
    for (int j = 0; j < joints; j++) {
      phiOf[j] = phi().slice(j * each, (j + 1) * each);
      ws[j] = mlp.newWorkspace(1);
    }
  }

  private static Parameters concatenated(int joints, Mlp mlp) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int j = 0; j < joints; j++) {
      Parameters own = mlp.newParameters();
      for (int b = 0; b < own.blocks(); b++) {
        blocks.add(own.block(b));
      }
    }
    return new Parameters(blocks);
  }

  @Override
  @HotPath
  void weightsOf(DMatrixRMaj state, DMatrixRMaj weights) {
    int n = weights.numCols;
    for (int j = 0; j < n; j++) {
      DMatrixRMaj s = mlp.forward(phiOf[j], state, ws[j]);
      for (int row = 0; row < weights.numRows; row++) {
        weights.data[row * n + j] = positivity.weight(s.data[row]);
      }
    }
    inside.reshape(weights.numRows, 1);
    inside.fill(1);
    if (trained != null) {
      limitToTraining(state, weights);
    }
  }

  @HotPath
  private void limitToTraining(DMatrixRMaj state, DMatrixRMaj weights) {
    int n = weights.numCols;
    for (int row = 0; row < weights.numRows; row++) {
      inside.data[row] = trained.inside(state.data, row * state.numCols);
      for (int j = 0; j < n; j++) {
        int at = row * n + j;
        weights.data[at] = trained.weight(j, weights.data[at], inside.data[row]);
      }
    }
  }

  @Override
  @HotPath
  public double outOfRange() {
    return 1 - inside.data[inside.numRows - 1];
  }

  @Override
  @HotPath
  void weightsBackwardInto(DMatrixRMaj dLdWeights, Parameters dLdPhi) {
    int n = dLdWeights.numCols;
    int each = dLdPhiOf.blocks();
    dLdS.reshape(dLdWeights.numRows, 1);
    for (int j = 0; j < n; j++) {
      DMatrixRMaj s = ws[j].output();
      for (int row = 0; row < dLdWeights.numRows; row++) {
        // dL/ds_nj = pos'(s_nj) dL/dphi_nj
        dLdS.data[row] = positivity.derivative(s.data[row]) * dLdWeights.data[row * n + j];
        if (trained != null) {
          dLdS.data[row] *= trained.derivative(j, positivity.weight(s.data[row]), inside.data[row]);
        }
      }
      mlp.backwardInto(phiOf[j], ws[j], dLdS, dLdPhiOf);
      for (int b = 0; b < each; b++) {
        dLdPhi.block(j * each + b).setTo(dLdPhiOf.block(b));
      }
    }
  }
}
