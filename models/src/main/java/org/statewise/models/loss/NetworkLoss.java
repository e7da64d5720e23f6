package org.statewise.models.loss;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/**
 * L = 1/N sum_n softplus(s_n) with s = net([f, tau]), a 2n-...-1 ReLU network: the paper's loss
 * without structure. Nothing holds its minimum at f = tau. phi holds W_1, b_1, W_2, b_2, ...
 */
public final class NetworkLoss implements Loss {
  private final int joints;
  private final Mlp mlp;
  private final Parameters phi;
  private final MlpWorkspace ws;

  /** [f, tau], a direction of it, and a gradient with respect to it; N x 2n. */
  private final DMatrixRMaj input;
  private final DMatrixRMaj inputDot;
  private final DMatrixRMaj dLdInput;

  /** dL/ds, sDot, and d/dt dL/ds; N x 1. */
  private final DMatrixRMaj dLdS;
  private final DMatrixRMaj sDot;
  private final DMatrixRMaj dLdSDot;

  /**
   * For {@code joints} joints, untrained.
   *
   * @param hidden widths of the hidden layers
   * @param rng draws the network's first parameters
   */
  public NetworkLoss(int joints, List<Integer> hidden, RandomGenerator rng) {
    this.joints = joints;
    mlp = Mlp.of(2 * joints, hidden, 1);
    phi = mlp.newParameters();
    mlp.initialise(phi, rng);
    ws = mlp.newWorkspace(1);
    input = new DMatrixRMaj(1, 2 * joints);
    inputDot = new DMatrixRMaj(1, 2 * joints);
    dLdInput = new DMatrixRMaj(1, 2 * joints);
    dLdS = new DMatrixRMaj(1, 1);
    sDot = new DMatrixRMaj(1, 1);
    dLdSDot = new DMatrixRMaj(1, 1);
  }

  @Override
  public int joints() {
    return joints;
  }

  @Override
  public Parameters phi() {
    return phi;
  }

  @Override
  @HotPath
  public double evaluate(DMatrixRMaj state, DMatrixRMaj f, DMatrixRMaj tau) {
    resize(f.numRows);
    for (int row = 0; row < f.numRows; row++) {
      System.arraycopy(f.data, row * joints, input.data, 2 * row * joints, joints);
      System.arraycopy(tau.data, row * joints, input.data, (2 * row + 1) * joints, joints);
    }
    DMatrixRMaj s = mlp.forward(phi, input, ws);
    double sum = 0;
    double byN = 1.0 / f.numRows;
    for (int row = 0; row < f.numRows; row++) {
      sum += Softplus.value(s.data[row]);
      // dL/ds_n = sigma(s_n) / N
      dLdS.data[row] = byN * Softplus.derivative(s.data[row]);
    }
    return sum * byN;
  }

  @Override
  @HotPath
  public void gradientInto(DMatrixRMaj dLdF) {
    mlp.inputGradientInto(phi, ws, dLdS, dLdInput);
    firstHalvesInto(dLdInput, dLdF);
  }

  @Override
  @HotPath
  public void hessianVectorInto(DMatrixRMaj u, DMatrixRMaj hu) {
    moveInput(u);
    mlp.inputHessianVectorInto(phi, ws, dLdS, dLdSDot, dLdInput);
    firstHalvesInto(dLdInput, hu);
  }

  @Override
  @HotPath
  public void phiGradientInto(Parameters dLdPhi) {
    mlp.backwardInto(phi, ws, dLdS, dLdPhi);
  }

  @Override
  @HotPath
  public void mixedGradientPhiInto(DMatrixRMaj u, Parameters dPhi) {
    // sum (dL/df . U) is dL/dt along (f + t U, tau); derivatives commute, so its gradient in phi is
    // d/dt of dL/dphi
    moveInput(u);
    mlp.inputTangentBackwardInto(phi, ws, dLdS, dLdSDot, dPhi);
  }

  @Override
  @HotPath
  public void weightsInto(double[] weights) {
    Arrays.fill(weights, 0);
  }

  /** The tangent of s and of dL/ds when f moves along U and tau stays. */
  @HotPath
  private void moveInput(DMatrixRMaj u) {
    for (int row = 0; row < u.numRows; row++) {
      System.arraycopy(u.data, row * joints, inputDot.data, 2 * row * joints, joints);
    }
    mlp.inputTangentInto(phi, ws, inputDot, sDot);
    double byN = 1.0 / u.numRows;
    for (int row = 0; row < u.numRows; row++) {
      dLdSDot.data[row] = byN * Softplus.secondDerivative(ws.output().data[row]) * sDot.data[row];
    }
  }

  @HotPath
  private void firstHalvesInto(DMatrixRMaj wide, DMatrixRMaj half) {
    for (int row = 0; row < wide.numRows; row++) {
      System.arraycopy(wide.data, 2 * row * joints, half.data, row * joints, joints);
    }
  }

  @HotPath
  private void resize(int samples) {
    if (samples == input.numRows) {
      return;
    }
    input.reshape(samples, 2 * joints);
    inputDot.reshape(samples, 2 * joints);
    // The half that belongs to tau stays zero; rows of another width were there before.
    inputDot.zero();
    dLdInput.reshape(samples, 2 * joints);
    dLdS.reshape(samples, 1);
    sDot.reshape(samples, 1);
    dLdSDot.reshape(samples, 1);
  }
}
