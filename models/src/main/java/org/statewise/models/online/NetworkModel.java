package org.statewise.models.online;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.TrustRegion;
import org.statewise.models.optim.UpdateRule;

/**
 * f_theta, a network of scaled inputs and torques, and one gradient step a sample:
 *
 * <pre>
 * g = dL_phi(f_theta(x), tau) / dtheta,  theta = theta - alpha_t d(g)
 * </pre>
 *
 * <p>with the direction d of an {@link UpdateRule} and alpha_t of a {@link TrustRegion}. A step
 * that would leave theta or its norm not finite is undone, and the rule's memory with it.
 */
public final class NetworkModel implements OnlineModel {
  private final Mlp mlp;
  private final Loss loss;
  private final UpdateRule rule;
  private final double alpha;
  private final TrustRegion trust;
  private final Scaling scaling;
  private final LearnReport report;

  private final Parameters theta;
  private final Parameters previous;
  private final Parameters dLdTheta;
  private final Parameters direction;
  private final MlpWorkspace ws;

  /** One sample: (q, qd, qdd), (q, qd), tau and f - tau, all scaled. */
  private final DMatrixRMaj input;
  private final DMatrixRMaj state;
  private final DMatrixRMaj target;
  private final DMatrixRMaj error;
  private final DMatrixRMaj dLdF;

  /**
   * Owns everything it is given.
   *
   * @param mlp 3n inputs, n outputs
   * @param theta its first parameters
   * @param stepping the loss and how to step down it
   */
  NetworkModel(Mlp mlp, Parameters theta, Stepping stepping, Scaling scaling) {
    this.mlp = mlp;
    this.theta = theta;
    this.loss = stepping.loss();
    this.rule = stepping.rule();
    this.alpha = stepping.alpha();
    this.trust = stepping.trust();
    this.scaling = scaling;
    int n = scaling.joints();
    report = new LearnReport(n);
    previous = theta.newLike();
    dLdTheta = theta.newLike();
    direction = theta.newLike();
    ws = mlp.newWorkspace(1);
    input = new DMatrixRMaj(1, 3 * n);
    state = new DMatrixRMaj(1, 2 * n);
    target = new DMatrixRMaj(1, n);
    error = new DMatrixRMaj(1, n);
    dLdF = new DMatrixRMaj(1, n);
  }

  /** What is minimised and how: the parts of a model that do not know the network. */
  record Stepping(Loss loss, UpdateRule rule, double alpha, TrustRegion trust) {}

  @Override
  public int joints() {
    return scaling.joints();
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    scaling.inputInto(q, qd, qdd, input.data, 0);
    DMatrixRMaj f = mlp.forward(theta, input, ws);
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] = scaling.newtonMetres(j, f.data[j]);
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    scaling.inputInto(q, qd, qdd, input.data, 0);
    scaling.torqueInto(tau, target.data, 0);
    System.arraycopy(input.data, 0, state.data, 0, state.numCols);

    DMatrixRMaj f = mlp.forward(theta, input, ws);
    report.loss = loss.evaluate(state, f, target);
    report.stepSize = 0;
    loss.weightsInto(report.phi);
    for (int j = 0; j < error.numCols; j++) {
      error.data[j] = f.data[j] - target.data[j];
      report.predictionError[j] = -scaling.newtonMetres(j, error.data[j]);
    }
    // g = dL/dtheta
    loss.gradientInto(dLdF);
    mlp.backwardInto(theta, ws, dLdF, dLdTheta);
    return step();
  }

  @HotPath
  private LearnOutcome step() {
    // A norm that is not finite must not reach the rule's memory.
    if (!Double.isFinite(dLdTheta.norm())) {
      return reject();
    }
    rule.directionInto(dLdTheta, direction);
    double dLdFDotError = 0;
    for (int j = 0; j < error.numCols; j++) {
      dLdFDotError += dLdF.data[j] * error.data[j];
    }
    double step = trust.stepSize(alpha, dLdFDotError, dLdTheta.dot(direction));
    if (step == 0) {
      report.thetaNorm = theta.norm();
      return LearnOutcome.SKIPPED;
    }
    previous.copyFrom(theta);
    // theta = theta - alpha_t d
    theta.addScaled(-step, direction);
    double norm = theta.norm();
    if (!Double.isFinite(norm)) {
      theta.copyFrom(previous);
      return reject();
    }
    report.stepSize = step;
    report.thetaNorm = norm;
    return step < alpha ? LearnOutcome.BOUNDED : LearnOutcome.UPDATED;
  }

  @HotPath
  private LearnOutcome reject() {
    rule.reset();
    report.thetaNorm = theta.norm();
    return LearnOutcome.REJECTED;
  }

  @Override
  @HotPath
  public LearnReport report() {
    return report;
  }

  @Override
  public Parameters theta() {
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    snapshot.copyFrom(theta);
  }

  @Override
  public void restore(Parameters snapshot) {
    Restoring.into(theta, snapshot);
    rule.reset();
  }

  @Override
  public long multiplyAddsPerUpdate() {
    // Forward, backward in theta, backward in the activations, the step; a loss network forward
    // and, where its gradient needs it, backward.
    return 4L * theta.count() + 2L * loss.phi().count();
  }
}
