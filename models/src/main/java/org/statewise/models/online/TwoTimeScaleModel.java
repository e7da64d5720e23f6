package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * A sum of two models: a slow one that learns the torque, and a fast one that learns what the slow
 * one leaves.
 *
 * <pre>
 * u = slow(x) + fast(x),  slow <- (x, tau),  fast <- (x, tau - slow(x))
 * </pre>
 *
 * <p>slow(x) is its prediction before it learns the sample. The slow model learns the whole torque
 * and not what the fast one leaves of it, so that it takes over what lasts; the fast model would
 * forget it.
 *
 * <p>theta has the slow model's blocks, then the fast one's. In the report, loss and error are
 * those of the sum, phi and stepSize those of the slow model, and the numbers of fields are sums.
 * The outcome is the slow model's; neither model learns a sample that the slow one rejects.
 */
final class TwoTimeScaleModel extends AbstractOnlineModel {
  private final OnlineModel slow;
  private final OnlineModel fast;
  /** The parameters to restore and their two parts, so that restoring allocates nothing. */
  private final Parameters restored;
  private final Parameters restoredSlow;
  private final Parameters restoredFast;
  private final double[] uSlow;
  private final double[] rest;

  /** Owns both, which are of the same arm. */
  TwoTimeScaleModel(OnlineModel slow, OnlineModel fast) {
    super(slow.joints(), joined(slow.theta(), fast.theta()));
    this.slow = slow;
    this.fast = fast;
    restored = theta.newLike();
    int first = slow.theta().blocks();
    restoredSlow = restored.slice(0, first);
    restoredFast = restored.slice(first, restored.blocks());
    uSlow = new double[slow.joints()];
    rest = new double[slow.joints()];
  }

  private static Parameters joined(Parameters first, Parameters second) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (Parameters part : List.of(first, second)) {
      for (int b = 0; b < part.blocks(); b++) {
        blocks.add(part.block(b));
      }
    }
    return new Parameters(blocks);
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    slow.predictInto(q, qd, qdd, uSlow);
    fast.predictInto(q, qd, qdd, uModel);
    for (int j = 0; j < uModel.length; j++) {
      uModel[j] += uSlow[j];
    }
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    slow.predictInto(q, qd, qdd, uSlow);
    for (int j = 0; j < rest.length; j++) {
      rest[j] = tau[j] - uSlow[j];
    }
    LearnOutcome outcome = slow.learn(q, qd, qdd, tau);
    report.copyFrom(slow.report());
    if (outcome != LearnOutcome.REJECTED) {
      fast.learn(q, qd, qdd, rest);
      LearnReport fastReport = fast.report();
      report.loss = fastReport.loss;
      report.fieldsInUse += fastReport.fieldsInUse;
      report.fieldsRecycled += fastReport.fieldsRecycled;
      System.arraycopy(fastReport.predictionError, 0, report.predictionError, 0, rest.length);
    }
    double slowNorm = slow.report().thetaNorm;
    double fastNorm = fast.report().thetaNorm;
    report.thetaNorm = Math.sqrt(slowNorm * slowNorm + fastNorm * fastNorm);
    return outcome;
  }

  @Override
  @HotPath
  public void carry(double load) {
    slow.carry(load);
    fast.carry(load);
  }

  /** Applies to the slow model; the fast one minimises no loss. */
  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return slow.useLoss(loss, alpha);
  }

  /**
   * Applies to both models: if the slow one alone kept its bandwidth, the two would be two
   * integrators on one error.
   */
  @Override
  @HotPath
  public void slowDown(double share) {
    slow.slowDown(share);
    fast.slowDown(share);
  }

  @Override
  @HotPath
  public Parameters theta() {
    // A model may keep its parameters elsewhere and update these when asked.
    slow.theta();
    fast.theta();
    return theta;
  }

  @Override
  public void collectState(StateBlocks state) {
    slow.collectState(state);
    fast.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    super.restore(snapshot);
    // Each part also forgets how certain it was.
    restored.copyFrom(snapshot);
    slow.restore(restoredSlow);
    fast.restore(restoredFast);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return slow.payload().or(fast::payload);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return slow.multiplyAddsPerUpdate() + fast.multiplyAddsPerUpdate();
  }
}
