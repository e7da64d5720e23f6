package org.statewise.models.meta;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/**
 * d L_MSE(f_thetaK, batch B) / dphi with K steps theta_{k+1} = theta_k - alpha dL_phi(f_thetak,
 * batch A)/dtheta, differentiated all the way through: the paper's Algorithm 1 for K = 1. Nothing
 * is approximated. With v_K = dL_MSE/dtheta_K, for k = K-1 down to 0:
 *
 * <pre>
 * dphi += -alpha d/dphi [sum (dL_phi/df . J_k v_{k+1})]
 * v_k = v_{k+1} - alpha H_k v_{k+1}
 * </pre>
 *
 * <p>J_k v is a tangent pass of the network, H_k v reverse over tangent (design note:
 * {@code docs/meta-gradient.md}). Allocates only when a larger batch comes than ever before. One
 * thread at a time.
 */
public final class MetaGradient {
  private final Mlp mlp;
  private final Loss loss;
  private final double alpha;
  private final int steps;
  private final SquaredLoss task;

  /** theta_0, ..., theta_K. */
  private final Parameters[] thetas;

  /** v_k, a gradient or H v, and one step's share of the result. */
  private final Parameters v;
  private final Parameters scratch;
  private final Parameters dPhi;
  private final MlpWorkspace wsA;
  private final MlpWorkspace wsB;

  /** dL/df, J v and (d^2 L/df^2) J v on batch A; dL_MSE/df on batch B. */
  private final DMatrixRMaj dLdF;
  private final DMatrixRMaj jv;
  private final DMatrixRMaj dLdFDot;
  private final DMatrixRMaj dTaskdF;

  /**
   * Shares {@code loss}, and so phi, with the caller.
   *
   * @param mlp 3n inputs, n outputs
   * @param loss of n joints
   * @param alpha the rate of the inner steps, positive
   * @param steps K, at least 1
   * @throws IllegalArgumentException if the joints differ, or a number is out of its range
   */
  public MetaGradient(Mlp mlp, Loss loss, double alpha, int steps) {
    int n = loss.joints();
    requireFit(mlp, loss, alpha);
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Meta-gradient: steps must be at least 1, got " + steps + ".");
    }
    this.mlp = mlp;
    this.loss = loss;
    this.alpha = alpha;
    this.steps = steps;
    task = new SquaredLoss(n);
    thetas = new Parameters[steps + 1];
    for (int k = 0; k <= steps; k++) {
      thetas[k] = mlp.newParameters();
    }
    v = mlp.newParameters();
    scratch = mlp.newParameters();
    dPhi = loss.phi().newLike();
    wsA = mlp.newWorkspace(1);
    wsB = mlp.newWorkspace(1);
    dLdF = new DMatrixRMaj(1, n);
    jv = new DMatrixRMaj(1, n);
    dLdFDot = new DMatrixRMaj(1, n);
    dTaskdF = new DMatrixRMaj(1, n);
  }

  /** Checks what every meta-gradient is given. */
  static void requireFit(Mlp mlp, Loss loss, double alpha) {
    int n = loss.joints();
    if (mlp.inputs() != 3 * n || mlp.outputs() != n) {
      throw new IllegalArgumentException("Meta-gradient: a loss of " + n
          + " joints needs a network of "
          + 3 * n + " inputs and " + n + " outputs, got " + mlp.inputs() + " and " + mlp.outputs()
          + ".");
    }
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "Meta-gradient: alpha must be positive and finite, got " + alpha + ".");
    }
  }

  /** theta_K of the last call: itself, not a copy, overwritten by the next. */
  public Parameters thetaNew() {
    return thetas[steps];
  }

  /**
   * The meta-gradient from theta_0 = {@code theta}.
   *
   * @param theta the network before the inner steps; stays as it is
   * @param a what the inner steps learn from
   * @param b what they are judged by; may be {@code a}
   * @param dTaskdPhi receives phi's shape; must not be phi
   * @return L_MSE(f_thetaK, batch B), not finite if the inner steps diverged; then dTaskdPhi is
   *     not finite either or meaningless
   */
  @HotPath
  public double gradientInto(Parameters theta, Batch a, Batch b, Parameters dTaskdPhi) {
    resize(a.samples(), b.samples());
    thetas[0].copyFrom(theta);
    for (int k = 0; k < steps; k++) {
      evaluate(thetas[k], a);
      mlp.backwardInto(thetas[k], wsA, dLdF, scratch);
      // theta_{k+1} = theta_k - alpha g_k
      thetas[k + 1].copyFrom(thetas[k]);
      thetas[k + 1].addScaled(-alpha, scratch);
    }
    // v_K = dL_MSE/dtheta_K
    DMatrixRMaj f = mlp.forward(thetas[steps], b.input(), wsB);
    double taskLoss = task.evaluate(b.state(), f, b.tau());
    task.gradientInto(dTaskdF);
    mlp.backwardInto(thetas[steps], wsB, dTaskdF, v);

    dTaskdPhi.zero();
    for (int k = steps - 1; k >= 0; k--) {
      if (k < steps - 1) {
        evaluate(thetas[k], a);
      }
      backThrough(k, dTaskdPhi);
    }
    return taskLoss;
  }

  /** f_theta and dL_phi/df on batch A; the workspace and the loss remember them. */
  @HotPath
  private void evaluate(Parameters theta, Batch a) {
    DMatrixRMaj f = mlp.forward(theta, a.input(), wsA);
    loss.evaluate(a.state(), f, a.tau());
    loss.gradientInto(dLdF);
  }

  /** One inner step in reverse; {@code v} goes from v_{k+1} to v_k. */
  @HotPath
  private void backThrough(int k, Parameters dTaskdPhi) {
    mlp.tangentInto(thetas[k], wsA, v, jv);
    // dphi += -alpha d/dphi [sum (dL_phi/df . J_k v_{k+1})]
    loss.mixedGradientPhiInto(jv, dPhi);
    dTaskdPhi.addScaled(-alpha, dPhi);
    if (k > 0) {
      // v_k = v_{k+1} - alpha H_k v_{k+1}; nobody asks for v_0
      loss.hessianVectorInto(jv, dLdFDot);
      mlp.hessianVectorInto(thetas[k], wsA, v, dLdF, dLdFDot, scratch);
      v.addScaled(-alpha, scratch);
    }
  }

  @HotPath
  private void resize(int samplesA, int samplesB) {
    int n = dLdF.numCols;
    dLdF.reshape(samplesA, n);
    jv.reshape(samplesA, n);
    dLdFDot.reshape(samplesA, n);
    dTaskdF.reshape(samplesB, n);
  }
}
