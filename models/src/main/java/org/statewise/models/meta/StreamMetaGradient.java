package org.statewise.models.meta;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.TrustRegion;

/**
 * d L_MSE(f_theta', future) / dphi for the one step that the controller takes with the sample of a
 * tick, trust region included:
 *
 * <pre>
 * theta' = theta - alpha_t g,  g = dL_phi(f_theta(x_t), tau_t)/dtheta
 * alpha_t = min(alpha, kappa (dL_phi/df . e) / |g|^2),  e = f - tau
 * </pre>
 *
 * <p>With v = dL_MSE/dtheta' everything that depends on phi is linear in dL_phi/df, so one call of
 * the loss gives the result, -d/dphi [sum (dL_phi/df . U)] with
 *
 * <pre>
 * U = alpha_t J v + (v . g) dalpha_t,
 * dalpha_t = kappa (e / |g|^2 - 2 (dL_phi/df . e) / |g|^4 J g) where the bound is active, else 0
 * </pre>
 *
 * <p>Truncated: theta itself, which earlier steps made with the same phi, counts as given.
 * Derivation: {@code docs/meta-gradient.md}. Allocates only when a larger batch comes than ever
 * before. One thread at a time.
 */
public final class StreamMetaGradient {
  private final Mlp mlp;
  private final Loss loss;
  private final double alpha;
  private final TrustRegion trust;
  private final SquaredLoss task;
  private final Parameters thetaNew;

  /** dL_phi/dtheta, and v. */
  private final Parameters g;
  private final Parameters v;
  private final MlpWorkspace ws;
  private final MlpWorkspace wsFuture;

  /** dL_phi/df, e, U and J g on the sample; dL_MSE/df on the future. */
  private final DMatrixRMaj dLdF;
  private final DMatrixRMaj error;
  private final DMatrixRMaj u;
  private final DMatrixRMaj jg;
  private final DMatrixRMaj dTaskdF;
  private double stepSize;

  /**
   * Shares {@code loss}, and so phi, with the caller.
   *
   * @param mlp 3n inputs, n outputs
   * @param loss of n joints
   * @param alpha the rate of the steps, positive
   * @throws IllegalArgumentException if the joints differ, or alpha is out of its range
   */
  public StreamMetaGradient(Mlp mlp, Loss loss, double alpha, TrustRegion trust) {
    MetaGradient.requireFit(mlp, loss, alpha);
    int n = loss.joints();
    this.mlp = mlp;
    this.loss = loss;
    this.alpha = alpha;
    this.trust = trust;
    task = new SquaredLoss(n);
    thetaNew = mlp.newParameters();
    g = mlp.newParameters();
    v = mlp.newParameters();
    ws = mlp.newWorkspace(1);
    wsFuture = mlp.newWorkspace(1);
    dLdF = new DMatrixRMaj(1, n);
    error = new DMatrixRMaj(1, n);
    u = new DMatrixRMaj(1, n);
    jg = new DMatrixRMaj(1, n);
    dTaskdF = new DMatrixRMaj(1, n);
  }

  /** theta' of the last call: itself, not a copy, overwritten by the next. */
  public Parameters thetaNew() {
    return thetaNew;
  }

  /** alpha_t of the last call; 0 if no step was taken. */
  @HotPath
  public double stepSize() {
    return stepSize;
  }

  /**
   * The meta-gradient of one step from {@code theta}. Where the trust region permits no step,
   * theta' is theta and the result zero.
   *
   * @param theta the network before the step; stays as it is
   * @param sample what the step learns from: one sample in the controller, more are averaged
   * @param future what it is judged by
   * @param dTaskdPhi receives phi's shape; must not be phi
   * @return L_MSE(f_theta', future), not finite if the step diverged; then dTaskdPhi is not finite
   *     either or meaningless
   */
  @HotPath
  public double gradientInto(Parameters theta, Batch sample, Batch future, Parameters dTaskdPhi) {
    int n = dLdF.numCols;
    resize(sample.samples(), future.samples());
    DMatrixRMaj f = mlp.forward(theta, sample.input(), ws);
    loss.evaluate(sample.state(), f, sample.tau());
    loss.gradientInto(dLdF);
    mlp.backwardInto(theta, ws, dLdF, g);
    double dLdFDotError = 0;
    for (int i = 0; i < sample.samples() * n; i++) {
      error.data[i] = f.data[i] - sample.tau().data[i];
      dLdFDotError += dLdF.data[i] * error.data[i];
    }
    double gDotG = g.dot(g);
    // theta' = theta - alpha_t g
    stepSize = trust.stepSize(alpha, dLdFDotError, gDotG);
    thetaNew.copyFrom(theta);
    if (stepSize != 0) {
      thetaNew.addScaled(-stepSize, g);
    }
    DMatrixRMaj fNew = mlp.forward(thetaNew, future.input(), wsFuture);
    double taskLoss = task.evaluate(future.state(), fNew, future.tau());
    if (stepSize == 0) {
      dTaskdPhi.zero();
      return taskLoss;
    }
    task.gradientInto(dTaskdF);
    mlp.backwardInto(thetaNew, wsFuture, dTaskdF, v);
    directionInto(theta, dLdFDotError, gDotG);
    loss.mixedGradientPhiInto(u, dTaskdPhi);
    dTaskdPhi.scale(-1);
    return taskLoss;
  }

  /** U = alpha_t J v + (v . g) dalpha_t. */
  @HotPath
  private void directionInto(Parameters theta, double dLdFDotError, double gDotG) {
    mlp.tangentInto(theta, ws, v, u);
    int count = u.getNumElements();
    for (int i = 0; i < count; i++) {
      u.data[i] *= stepSize;
    }
    if (stepSize == alpha) {
      return;
    }
    mlp.tangentInto(theta, ws, g, jg);
    double ofError = v.dot(g) * trust.kappa() / gDotG;
    double ofTangent = -2 * ofError * dLdFDotError / gDotG;
    for (int i = 0; i < count; i++) {
      u.data[i] += ofError * error.data[i] + ofTangent * jg.data[i];
    }
  }

  @HotPath
  private void resize(int samples, int futureSamples) {
    int n = dLdF.numCols;
    dLdF.reshape(samples, n);
    error.reshape(samples, n);
    u.reshape(samples, n);
    jg.reshape(samples, n);
    dTaskdF.reshape(futureSamples, n);
  }
}
