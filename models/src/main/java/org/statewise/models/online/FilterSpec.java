package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.feature.Features;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.LinearFilter;
import org.statewise.models.optim.RecursiveLeastSquares;

/** Every online model that keeps a covariance: linear in its weights, second order in its steps. */
public sealed interface FilterSpec extends OnlineModelSpec {
  /**
   * A leaky Kalman filter on the weights of fixed features ({@link LeakyKalman}).
   *
   * @param leak fraction of the weights that is lost in a tick
   * @param qOverR drift of a weight in a tick over the noise of a scaled torque, both variances
   */
  record Kalman(FeatureSpec features, double leak, double qOverR) implements FilterSpec {
    /** Checks the numbers. */
    public Kalman {
      LeakyKalman.check(leak, qOverR);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return filtered(features.build(scaling, rng), null, scaling,
          (m, outputs) -> new LeakyKalman(m, outputs, leak, qOverR));
    }

    @Override
    public boolean dependsOnSeed() {
      return features.dependsOnSeed();
    }

    @Override
    public String word() {
      return "kalman";
    }
  }

  /**
   * A plain disturbance observer: the leaky Kalman filter with the number 1 as its only feature. It
   * is the baseline that every learning model must beat.
   */
  record Observer(double leak, double qOverR) implements FilterSpec {
    /** Checks the numbers. */
    public Observer {
      LeakyKalman.check(leak, qOverR);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      return new Kalman(new FeatureSpec.Constant(), leak, qOverR).build(joints, scaling, rng);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "observer";
    }
  }

  /**
   * The leaky Kalman filter with the weights of a learned loss as precisions, 1 / r_j = phi_j(q,
   * qd): the loss gives the precision of a sample, the filter the step. Each joint has its own P.
   *
   * @param loss squared, structured or state-dependent, trained or not
   * @param qOverR as for {@link Kalman}, at phi_j = 1
   */
  record PrecisionKalman(FeatureSpec features, LossSpec loss, double leak, double qOverR)
      implements
        FilterSpec {
    /** Checks the numbers and refuses a loss that has no weights. */
    public PrecisionKalman {
      LeakyKalman.check(leak, qOverR);
      if (loss.word().equals("mlp")) {
        throw new IllegalArgumentException("Precision Kalman model: loss must be one of squared,"
            + " structured, state-dependent, whose weights are precisions; got \"mlp\".");
      }
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return filtered(features.build(scaling, rng), loss.build(joints, rng), scaling,
          (m, outputs) -> new LeakyKalman(m, outputs, leak, qOverR));
    }

    @Override
    public boolean dependsOnSeed() {
      return features.dependsOnSeed() || loss.dependsOnSeed();
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
  record Rls(FeatureSpec features, double forgetting, double ridge) implements FilterSpec {
    /** Checks the numbers. */
    public Rls {
      RecursiveLeastSquares.check(forgetting, ridge);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return filtered(features.build(scaling, rng), null, scaling,
          (m, outputs) -> new RecursiveLeastSquares(m, outputs, forgetting, ridge));
    }

    @Override
    public boolean dependsOnSeed() {
      return features.dependsOnSeed();
    }

    @Override
    public String word() {
      return "rls";
    }
  }

  /**
   * Recursive least squares on the deviation of rigid-body and friction parameters from the prior's
   * ({@link RigidBodyModel}, which also estimates the payload).
   *
   * @param noise deviation of what no parameter explains, a fraction of tauMax
   * @param spread how far the description of the inner links may be wrong, a fraction
   */
  record RigidBodyRls(ArmModel arm, double forgetting, double noise, double spread)
      implements
        FilterSpec {
    /** Checks the numbers. */
    public RigidBodyRls {
      RecursiveLeastSquares.check(forgetting, 1);
      SpecCheck.holds(noise > 0 && noise <= 10, "Rigid-body model: noise",
          "above 0 and at most 10", noise);
      SpecCheck.holds(spread > 0 && spread <= 10, "Rigid-body model: spread",
          "above 0 and at most 10",
          spread);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      if (arm.jointCount() != joints) {
        throw new IllegalArgumentException("Rigid-body model: its arm " + arm.name() + " must have "
            + joints + " joints, got " + arm.jointCount() + ".");
      }
      return new RigidBodyModel(arm, scaling, forgetting, noise,
          DescriptionSpread.of(arm, spread));
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "rigid-body";
    }
  }

  /**
   * One filter for all joints if they have the same features and the same precision, else one per
   * joint.
   */
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
