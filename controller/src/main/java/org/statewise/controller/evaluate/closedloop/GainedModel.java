package org.statewise.controller.evaluate.closedloop;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/**
 * A model that sees its own error a number of times as large: the gain of the loop through the
 * adaptation, whatever the rule. tau' = f + gain (tau - f).
 */
final class GainedModel implements OnlineModel {
  private final OnlineModel model;
  private final double gain;
  private final double[] f;

  GainedModel(OnlineModel model, double gain) {
    this.model = model;
    this.gain = gain;
    f = new double[model.joints()];
  }

  @Override
  public int joints() {
    return model.joints();
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    model.predictInto(q, qd, qdd, uModel);
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    model.predictInto(q, qd, qdd, f);
    for (int j = 0; j < f.length; j++) {
      f[j] += gain * (tau[j] - f[j]);
    }
    return model.learn(q, qd, qdd, f);
  }

  @Override
  @HotPath
  public boolean slowDown(double share) {
    return model.slowDown(share);
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return model.useLoss(loss, alpha);
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return model.payload();
  }

  @Override
  @HotPath
  public LearnReport report() {
    return model.report();
  }

  @Override
  public Parameters theta() {
    return model.theta();
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    model.snapshotInto(snapshot);
  }

  @Override
  public void collectState(StateBlocks state) {
    model.collectState(state);
  }

  @Override
  public void restore(Parameters snapshot) {
    model.restore(snapshot);
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return model.multiplyAddsPerUpdate();
  }
}
