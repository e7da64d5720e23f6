package org.statewise.controller.evaluate.closedloop;

import org.statewise.models.HotPath;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;

/**
 * A model that sees its own error a number of times as large: the gain of the loop through the
 * adaptation, whatever the rule. tau' = f + gain (tau - f).
 */
final class GainedModel extends ForwardingModel {
  private final double gain;
  private final double[] f;

  GainedModel(OnlineModel model, double gain) {
    super(model);
    this.gain = gain;
    f = new double[model.joints()];
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    predictInto(q, qd, qdd, f);
    for (int j = 0; j < f.length; j++) {
      f[j] += gain * (tau[j] - f[j]);
    }
    return super.learn(q, qd, qdd, f);
  }
}
