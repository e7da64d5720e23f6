package org.statewise.models.online;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.SampleNetwork;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.TrustRegion;
import org.statewise.models.optim.UpdateRule;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * f_theta, a network of scaled inputs and torques, and one gradient step a sample:
 *
 * <pre>
 * g = dL_phi(f_theta(x), tau) / dtheta,  theta = theta - alpha_t d(g)
 * </pre>
 *
 * <p>with the direction d of an {@link UpdateRule} and alpha_t of a {@link TrustRegion}. A step
 * that would leave theta or its norm not finite is not taken or is undone, and the rule's memory is
 * reset.
 *
 * <p>If d is the gradient itself, the gradient is never stored: see {@link SampleNetwork}.
 */
public final class NetworkModel extends AbstractOnlineModel {
  private final SampleNetwork network;
  private Loss loss;
  private final UpdateRule rule;
  private double alpha;
  private final TrustRegion trust;
  private final Scaling scaling;

  /** For rules whose direction is not the gradient; null for the others. */
  private final Direction direction;
  private final SquaredNorm squaredNorm;

  /** One sample: (q, qd, qdd), (q, qd), f, tau and f - tau, all scaled. */
  private final DMatrixRMaj input;
  private final DMatrixRMaj state;
  private final DMatrixRMaj prediction;
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
    super(scaling.joints(), theta);
    network = new SampleNetwork(mlp);
    network.load(theta);
    loss = stepping.loss();
    rule = stepping.rule().build(network.parameters());
    alpha = stepping.alpha();
    trust = stepping.trust();
    this.scaling = scaling;
    int n = scaling.joints();
    direction = rule.followsGradient() ? null : new Direction(network.parameters());
    squaredNorm = new SquaredNorm(network.parameters());
    input = new DMatrixRMaj(1, 3 * n);
    state = new DMatrixRMaj(1, 2 * n);
    prediction = new DMatrixRMaj(1, n);
    target = new DMatrixRMaj(1, n);
    error = new DMatrixRMaj(1, n);
    dLdF = new DMatrixRMaj(1, n);
  }

  /** The loss and how it is minimised: the parts of a model that do not depend on the network. */
  record Stepping(Loss loss, UpdateRuleSpec rule, double alpha, TrustRegion trust) {}

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    scaling.inputInto(q, qd, qdd, input.data, 0);
    double[] f = network.forward(input.data);
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] = scaling.newtonMetres(j, f[j]);
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    scaling.inputInto(q, qd, qdd, input.data, 0);
    scaling.torqueInto(tau, target.data, 0);
    System.arraycopy(input.data, 0, state.data, 0, state.numCols);

    double[] f = network.forward(input.data);
    System.arraycopy(f, 0, prediction.data, 0, f.length);
    report.loss = loss.evaluate(state, prediction, target);
    report.stepSize = 0;
    loss.weightsInto(report.phi);
    report.outOfRange = loss.outOfRange();
    for (int j = 0; j < error.numCols; j++) {
      error.data[j] = f[j] - target.data[j];
      report.predictionError[j] = -scaling.newtonMetres(j, error.data[j]);
    }
    // g = dL/dtheta
    loss.gradientInto(dLdF);
    network.backward(dLdF.data);
    double squaredGradient = network.squaredGradient();
    // A gradient that is not finite must not reach the rule's memory.
    if (!Double.isFinite(squaredGradient)) {
      return reject();
    }
    return direction == null ? stepDownGradient(squaredGradient) : stepAlong(direction);
  }

  @HotPath
  private LearnOutcome stepDownGradient(double squaredGradient) {
    double step = bandwidthShare * trust.stepSize(alpha, dLdFDotError(), squaredGradient);
    if (step == 0) {
      return skip();
    }
    // |theta - alpha_t g|^2 = |theta|^2 - 2 alpha_t theta . g + alpha_t^2 |g|^2
    double added = step * step * squaredGradient;
    if (!squaredNorm.willBeFinite(-2 * step * network.thetaDotGradient(), added)) {
      return reject();
    }
    network.stepDownGradient(step);
    squaredNorm.accept();
    return stepped(step);
  }

  @HotPath
  private LearnOutcome stepAlong(Direction d) {
    network.gradientInto(d.gradient);
    rule.directionInto(d.gradient, d.direction);
    double step = bandwidthShare
        * trust.stepSize(alpha, dLdFDotError(), d.gradient.dot(d.direction));
    if (step == 0) {
      return skip();
    }
    Parameters own = network.parameters();
    d.previous.copyFrom(own);
    // theta = theta - alpha_t d
    own.addScaled(-step, d.direction);
    if (!squaredNorm.recompute()) {
      own.copyFrom(d.previous);
      squaredNorm.recompute();
      return reject();
    }
    return stepped(step);
  }

  /** dL/df . e. */
  @HotPath
  private double dLdFDotError() {
    double sum = 0;
    for (int j = 0; j < error.numCols; j++) {
      sum += dLdF.data[j] * error.data[j];
    }
    return sum;
  }

  @HotPath
  private LearnOutcome stepped(double step) {
    report.stepSize = step;
    report.thetaNorm = squaredNorm.norm();
    return step < bandwidthShare * alpha ? LearnOutcome.BOUNDED : LearnOutcome.UPDATED;
  }

  @HotPath
  private LearnOutcome skip() {
    report.thetaNorm = squaredNorm.norm();
    return LearnOutcome.SKIPPED;
  }

  @HotPath
  private LearnOutcome reject() {
    rule.reset();
    report.thetaNorm = squaredNorm.norm();
    return LearnOutcome.REJECTED;
  }

  @Override
  @HotPath
  public boolean useLoss(Loss next, double rate) {
    loss = next;
    alpha = rate;
    rule.reset();
    return true;
  }

  /** A copy of theta in the network's shapes: one and the same object, brought up to date at each call. */
  @Override
  @HotPath
  public Parameters theta() {
    network.storeInto(theta);
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    network.storeInto(snapshot);
  }

  /** theta in the network's own order, its norm, and the rule's state. */
  @Override
  public void collectState(StateBlocks state) {
    state.add(network.parameters());
    squaredNorm.collectState(state);
    rule.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    super.restore(snapshot);
    network.load(theta);
    squaredNorm.recompute();
  }

  @Override
  @HotPath
  void forget() {
    rule.reset();
  }

  @Override
  public long multiplyAddsPerUpdate() {
    // Forward, backward in the activations, the step, and the gradient where it is written down; a
    // loss network forward and, where its gradient needs it, backward. As if all units were on.
    long passes = direction == null ? 3 : 4;
    return passes * theta.count() + 2L * loss.phi().count();
  }

  /** Room for g and d, and for theta before the step, all in the shapes of {@code like}. */
  private static final class Direction {
    final Parameters gradient;
    final Parameters direction;
    final Parameters previous;

    Direction(Parameters like) {
      gradient = like.newLike();
      direction = like.newLike();
      previous = like.newLike();
    }
  }
}
