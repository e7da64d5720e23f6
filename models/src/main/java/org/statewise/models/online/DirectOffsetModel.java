package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * Direct online optimisation of a torque offset w, in the manner of DOOMED (Ratliff, Meier, Kappler
 * and Schaal, 2016). This is the simplest member of their family: the model is the prior plus a
 * constant, u = prior + w, and each sample takes one step down
 *
 * <pre>
 * l(w) = 1/2 sum_j e_j^2,  e_j = (tau_j - prior_j(q, qd, qdd) - w_j) / tauMax_j
 * v = mu v + eta e,  w = (1 - leak) w + v
 * </pre>
 *
 * <p>e compares the torque that acted with the one that the model holds for the acceleration that
 * came of it. They derive it as M (qdd_des - qdd), the acceleration error in the metric of the
 * inertia matrix; taken in torques no mass matrix is needed, and torque limits weigh the joints.
 * Momentum mu and the leak are taken from there too: the leak keeps w bounded, the momentum
 * smooths. With mu = 0 this is an observer of constant gain eta. For eta up to 1 the recursion is
 * stable at any mu below 1 and any leak, as long as nothing but w changes; in a loop with delay eta
 * must be smaller.
 *
 * <p>The report's stepSize is eta. Slowed down, eta and the leak are smaller.
 */
final class DirectOffsetModel extends RegressionModel {
  private final double eta;
  private final double mu;
  private final double leak;
  private final double[] w;
  private final double[] v;

  /** Numbers as {@link OnlineModelSpec.DirectOffset} has checked them. */
  DirectOffsetModel(Scaling scaling, double eta, double mu, double leak) {
    super(scaling, new Parameters(List.of(new DMatrixRMaj(1, scaling.joints()))));
    this.eta = eta;
    this.mu = mu;
    this.leak = leak;
    w = theta.block(0).data;
    v = new double[w.length];
  }

  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    System.arraycopy(w, 0, sample.f, 0, w.length);
  }

  @Override
  @HotPath
  double step() {
    double keep = 1 - bandwidthShare * leak;
    for (int j = 0; j < w.length; j++) {
      v[j] = mu * v[j] + bandwidthShare * eta * (sample.target[j] - w[j]);
      w[j] = keep * w[j] + v[j];
    }
    return bandwidthShare * eta;
  }

  @Override
  public void collectState(StateBlocks state) {
    state.add(w);
    state.add(v);
  }

  @Override
  @HotPath
  void forget() {
    Arrays.fill(v, 0);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return 3L * w.length;
  }
}
