package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Features;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.LinearFilter;
import org.statewise.models.optim.RecursiveLeastSquares;
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

  /** The word for this kind of model on the command line; OnlineModelSyntax reads it. */
  String word();

  /** Predicts zero and learns nothing. */
  record None() implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      return new NoModel(scaling);
    }

    @Override
    public String word() {
      return "none";
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

    @Override
    public String word() {
      return "network";
    }
  }

  /**
   * A leaky Kalman filter on the weights of fixed features ({@link LeakyKalman}).
   *
   * @param leak fraction of the weights that is lost in a tick
   * @param qOverR drift of a weight in a tick over the noise of a scaled torque, both variances
   */
  record Kalman(FeatureSpec features, double leak, double qOverR) implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      return filtered(features.build(scaling, rng), null, scaling,
          (m, outputs) -> new LeakyKalman(m, outputs, leak, qOverR));
    }

    @Override
    public String word() {
      return "kalman";
    }
  }

  /**
   * A plain disturbance observer: the leaky Kalman filter with the number 1 as its only feature. It
   * knows nothing and remembers next to nothing; whatever learns must beat it.
   */
  record Observer(double leak, double qOverR) implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      return new Kalman(new FeatureSpec.Constant(), leak, qOverR).build(joints, scaling, rng);
    }

    @Override
    public String word() {
      return "observer";
    }
  }

  /**
   * The leaky Kalman filter with the weights of a learned loss as precisions, 1 / r_j = phi_j(q, qd):
   * the loss says how far to trust a sample, the filter how to step. A P for each joint.
   *
   * @param loss squared, structured or state-dependent, trained or not
   * @param qOverR as for {@link Kalman}, at phi_j = 1
   */
  record PrecisionKalman(FeatureSpec features, LossSpec loss, double leak, double qOverR)
      implements
        OnlineModelSpec {
    /** Refuses a loss that has no weights. */
    public PrecisionKalman {
      if (loss.word().equals("mlp")) {
        throw new IllegalArgumentException("Precision Kalman model: loss must be one of squared,"
            + " structured, state-dependent, whose weights are precisions; got \"mlp\".");
      }
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      return filtered(features.build(scaling, rng), loss.build(joints, rng), scaling,
          (m, outputs) -> new LeakyKalman(m, outputs, leak, qOverR));
    }

    @Override
    public String word() {
      return "precision-kalman";
    }
  }

  /**
   * Recursive least squares with forgetting on fixed features ({@link RecursiveLeastSquares}); on
   * random ones that is I-SSGPR.
   */
  record Rls(FeatureSpec features, double forgetting, double ridge) implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      requireJoints(joints, scaling);
      return filtered(features.build(scaling, rng), null, scaling,
          (m, outputs) -> new RecursiveLeastSquares(m, outputs, forgetting, ridge));
    }

    @Override
    public String word() {
      return "rls";
    }
  }

  private static void requireJoints(int joints, Scaling scaling) {
    if (scaling.joints() != joints) {
      throw new IllegalArgumentException("Scaling: must have constants for " + joints
          + " joints, got " + scaling.joints() + ".");
    }
  }

  /** One filter for all joints where they see the same with the same precision, else one each. */
  private static OnlineModel filtered(Features features, Loss loss, Scaling scaling,
      BiFunction<Integer, Integer, LinearFilter> filter) {
    int n = scaling.joints();
    boolean shared = features.rows() == 1 && loss == null;
    List<LinearFilter> filters = new ArrayList<>();
    for (int i = 0; i < (shared ? 1 : n); i++) {
      filters.add(filter.apply(features.count(), shared ? n : 1));
    }
    return new FeatureModel(features, filters, loss, scaling);
  }
}
