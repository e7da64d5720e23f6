package org.statewise.controller.evaluate.closedloop;

import org.statewise.models.meta.TaughtSamples;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.Scaling;

/**
 * Keeps what a model is taught, one sample of several, as a network that knows its load would be taught it.
 * For arms on a virtual clock alone: keeping takes memory.
 */
final class TaughtModel extends ForwardingModel {
  private final Scaling scaling;
  private final double[] tauMax;
  private final TaughtSamples kept;
  private final int every;
  private final double[] input;
  private final double[] target;
  private double load;
  private long taught;

  /**
   * @param kept receives (q, qd, qdd, load) and the torque, scaled
   * @param every one of so many
   */
  TaughtModel(OnlineModel model, Scaling scaling, TaughtSamples kept, int every) {
    super(model);
    this.scaling = scaling;
    tauMax = scaling.tauMax();
    this.kept = kept;
    this.every = every;
    input = new double[3 * model.joints() + 1];
    target = new double[model.joints()];
  }

  @Override
  public void carry(double load) {
    this.load = load;
    super.carry(load);
  }

  @Override
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    if (taught++ % every == 0) {
      scaling.inputInto(q, qd, qdd, input, 0);
      input[input.length - 1] = load;
      for (int j = 0; j < target.length; j++) {
        target[j] = tau[j] / tauMax[j];
      }
      kept.add(input, target);
    }
    return super.learn(q, qd, qdd, tau);
  }
}
