package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * Direct online optimisation of a torque offset w, in the manner of DOOMED (Ratliff, Meier, Kappler
 * and Schaal, 2016). Of their family this is the simplest member: the model is the prior plus a
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
 * Momentum mu and the leak are theirs too: the leak keeps w bounded, the momentum smooths. With mu
 * = 0 this is an observer of constant gain eta. For eta up to 1 the recursion is stable at any mu
 * below 1 and any leak, if nothing but w moves; a loop with delay stands less.
 *
 * <p>The report's stepSize is eta. Slowed down, eta and the leak are smaller.
 */
final class DirectOffsetModel implements OnlineModel {
  private final double eta;
  private final double mu;
  private final double leak;
  private final ScaledSample sample;
  private final LearnReport report;
  private final Parameters theta;
  private final double[] w;
  private final double[] v;
  private final double[] previous;
  private double share = 1;

  /** Numbers as {@link OnlineModelSpec.Doomed} has checked them. */
  DirectOffsetModel(Scaling scaling, double eta, double mu, double leak) {
    int n = scaling.joints();
    this.eta = eta;
    this.mu = mu;
    this.leak = leak;
    sample = new ScaledSample(scaling);
    report = new LearnReport(n);
    DMatrixRMaj block = new DMatrixRMaj(1, n);
    theta = new Parameters(List.of(block));
    w = block.data;
    v = new double[n];
    previous = new double[n];
  }

  @Override
  public int joints() {
    return w.length;
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (!ScaledSample.finite(q) || !ScaledSample.finite(qd) || !ScaledSample.finite(qdd)) {
      Arrays.fill(uModel, Double.NaN);
      return;
    }
    System.arraycopy(w, 0, sample.f, 0, w.length);
    sample.torqueInto(uModel);
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    boolean usable = sample.take(q, qd, qdd, tau);
    System.arraycopy(w, 0, sample.f, 0, w.length);
    usable &= sample.compare(report);
    if (!usable) {
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    System.arraycopy(w, 0, previous, 0, w.length);
    double keep = 1 - share * leak;
    for (int j = 0; j < w.length; j++) {
      v[j] = mu * v[j] + share * eta * (sample.target[j] - w[j]);
      w[j] = keep * w[j] + v[j];
    }
    double norm = theta.norm();
    if (!Double.isFinite(norm)) {
      System.arraycopy(previous, 0, w, 0, w.length);
      Arrays.fill(v, 0);
      report.thetaNorm = theta.norm();
      return LearnOutcome.REJECTED;
    }
    report.stepSize = share * eta;
    report.thetaNorm = norm;
    return LearnOutcome.UPDATED;
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    this.share = share;
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.empty();
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
  public void collectState(StateBlocks state) {
    state.add(w);
    state.add(v);
  }

  @Override
  public void restore(Parameters snapshot) {
    Restoring.into(theta, snapshot);
    Arrays.fill(v, 0);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return 3L * w.length;
  }
}
