package org.statewise.models.online;

import java.util.List;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.TrustRegion;
import org.statewise.models.optim.UpdateRuleSpec;

/** Every model that can learn online. To add one: write the class, add a record here. */
public sealed interface OnlineModelSpec {
  /**
   * The model for an arm.
   *
   * @param joints n, as many as {@code scaling} has
   * @param rng draws what starts at random
   * @throws IllegalArgumentException if {@code scaling} is of another arm, or a part does not fit
   */
  OnlineModel build(int joints, Scaling scaling, RandomGenerator rng);

  /** Predicts zero and learns nothing. */
  record None() implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      return new NoModel(scaling);
    }
  }

  /**
   * A network that steps down a loss.
   *
   * @param hidden widths of the hidden layers, each positive
   * @param loss what is minimised
   * @param rule how a gradient becomes a direction
   * @param alpha the rate, positive
   * @param kappa the trust fraction, positive; infinity for no bound
   * @param zeroLastLayer whether a fresh network answers zero, so that it adds nothing before it
   *     has learned something
   */
  record Network(List<Integer> hidden, LossSpec loss, UpdateRuleSpec rule, double alpha,
      double kappa,
      boolean zeroLastLayer) implements OnlineModelSpec {
    /** Copies the widths and checks the numbers. */
    public Network {
      hidden = List.copyOf(hidden);
      if (!(alpha > 0) || Double.isInfinite(alpha)) {
        throw new IllegalArgumentException(
            "Network model: alpha must be positive and finite, got " + alpha + ".");
      }
      if (!(kappa > 0)) {
        throw new IllegalArgumentException(
            "Network model: kappa must be positive, .inf for no bound; got " + kappa + ".");
      }
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      Mlp mlp = Mlp.of(3 * joints, hidden, joints);
      Parameters theta = mlp.newParameters();
      mlp.initialise(theta, rng);
      if (zeroLastLayer) {
        mlp.zeroLastLayer(theta);
      }
      NetworkModel.Stepping stepping = new NetworkModel.Stepping(loss.build(joints, rng),
          rule.build(theta), alpha, new TrustRegion(kappa));
      return new NetworkModel(mlp, theta, stepping, scaling);
    }
  }

  private static void requireJoints(int joints, Scaling scaling) {
    if (scaling.joints() != joints) {
      throw new IllegalArgumentException("Scaling: must have constants for " + joints
          + " joints, got " + scaling.joints() + ".");
    }
  }
}
