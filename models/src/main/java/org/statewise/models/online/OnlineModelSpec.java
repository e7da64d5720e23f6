package org.statewise.models.online;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.TrustRegion;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Every model that can learn online. To add one: write the class, add a record here or, if it is a
 * filter, in {@link FilterSpec}; and its word in {@link OnlineModelSyntax}.
 */
public sealed interface OnlineModelSpec
    permits OnlineModelSpec.None, OnlineModelSpec.Network, OnlineModelSpec.DirectOffset,
    OnlineModelSpec.Local, OnlineModelSpec.FadingMemory, NetworkMemorySpec,
    OnlineModelSpec.TwoTimeScale, FilterSpec {
  /**
   * The model for an arm.
   *
   * @param joints n, as many as {@code scaling} has
   * @param rng draws what starts at random
   * @throws IllegalArgumentException if {@code scaling} is of another arm, or a part does not fit
   */
  OnlineModel build(int joints, Scaling scaling, RandomGenerator rng);

  /**
   * Whether what {@code rng} draws matters to a model that takes a saved state over: drawn features do,
   * a network's first theta does not, since the state holds theta.
   */
  boolean dependsOnSeed();

  /** The word for this kind of model on the command line; {@link OnlineModelSyntax} reads it. */
  String word();

  /** Predicts zero and learns nothing. */
  record None() implements OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return new NoModel(scaling);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
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
   *     has learned something; without meaning where it starts from given parameters
   * @param start parameters to start from; drawn at random if there are none
   */
  record Network(List<Integer> hidden, LossSpec loss, UpdateRuleSpec rule, double alpha,
      double kappa, boolean zeroLastLayer, Optional<NetworkInitialisation> start)
      implements
        OnlineModelSpec {
    /** From random parameters. */
    public Network(List<Integer> hidden, LossSpec loss, UpdateRuleSpec rule, double alpha,
        double kappa, boolean zeroLastLayer) {
      this(hidden, loss, rule, alpha, kappa, zeroLastLayer, Optional.empty());
    }

    /** Copies the widths and checks the numbers. */
    public Network {
      hidden = List.copyOf(hidden);
      if (start.isPresent() && !start.get().hidden().equals(hidden)) {
        throw new IllegalArgumentException("Network model: hidden must be "
            + start.get().hidden() + " as in the network it starts from, got " + hidden + ".");
      }
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
      SpecCheck.joints(joints, scaling);
      Mlp mlp = Mlp.of(3 * joints, hidden, joints);
      Parameters theta = mlp.newParameters();
      mlp.initialise(theta, rng);
      if (zeroLastLayer) {
        mlp.zeroLastLayer(theta);
      }
      if (start.isPresent()) {
        start.get().requireScaling(scaling);
        theta.copyFrom(start.get().theta());
      }
      NetworkModel.Stepping stepping = new NetworkModel.Stepping(loss.build(joints, rng),
          rule, alpha, new TrustRegion(kappa));
      return new NetworkModel(mlp, theta, stepping, scaling);
    }

    @Override
    public boolean dependsOnSeed() {
      return loss.dependsOnSeed();
    }

    @Override
    public String word() {
      return "network";
    }
  }

  /**
   * Gradient steps with momentum on a torque offset ({@link DirectOffsetModel}).
   *
   * @param eta the rate, above 0 and at most 1
   * @param momentum 0 to below 1
   * @param leak fraction of the offset that is lost in a tick, 0 to below 1
   */
  record DirectOffset(double eta, double momentum, double leak) implements OnlineModelSpec {
    /** Checks the numbers. */
    public DirectOffset {
      SpecCheck.holds(eta > 0 && eta <= 1, "Doomed model: eta", "above 0 and at most 1", eta);
      SpecCheck.holds(momentum >= 0 && momentum < 1, "Doomed model: momentum", "0 to below 1",
          momentum);
      SpecCheck.holds(leak >= 0 && leak < 1, "Doomed model: leak", "0 to below 1", leak);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return new DirectOffsetModel(scaling, eta, momentum, leak);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "doomed";
    }
  }

  /**
   * Local linear models under receptive fields ({@link LocalModel}).
   *
   * @param fields at most so many, which is the memory
   * @param width of a field, in scaled units
   */
  record Local(int fields, double width, double leak, double qOverR) implements OnlineModelSpec {
    /** Checks the numbers. */
    public Local {
      SpecCheck.holds(fields >= 1 && fields <= 10_000, "Local model: fields", "1 to 10000", fields);
      SpecCheck.holds(width > 0 && width < 1e6, "Local model: width", "positive and below 1e6",
          width);
      LeakyKalman.check(leak, qOverR);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return LocalModel.of(scaling, fields, width, leak, qOverR);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "local";
    }
  }

  /**
   * A disturbance observer that extrapolates ({@link FadingMemoryObserver}).
   *
   * @param order 1 to 3
   * @param gain 1 - theta, above 0 and at most 1
   * @param lead ticks to look ahead, 0 to 100
   */
  record FadingMemory(int order, double gain, double lead) implements OnlineModelSpec {
    /** Checks the numbers. */
    public FadingMemory {
      SpecCheck.holds(order >= 1 && order <= 3, "Trend model: order", "1 to 3", order);
      SpecCheck.holds(gain > 0 && gain <= 1, "Trend model: gain", "above 0 and at most 1", gain);
      SpecCheck.holds(lead >= 0 && lead <= 100, "Trend model: lead", "0 to 100", lead);
    }

    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      SpecCheck.joints(joints, scaling);
      return new FadingMemoryObserver(scaling, order, gain, lead);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "trend";
    }
  }

  /** A memory, and an observer of what the memory leaves ({@link TwoTimeScaleModel}). */
  record TwoTimeScale(OnlineModelSpec memory, OnlineModelSpec observer)
      implements
        OnlineModelSpec {
    @Override
    public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
      return new TwoTimeScaleModel(memory.build(joints, scaling, rng),
          observer.build(joints, scaling, rng));
    }

    @Override
    public boolean dependsOnSeed() {
      return memory.dependsOnSeed() || observer.dependsOnSeed();
    }

    @Override
    public String word() {
      return memory.word() + "+" + observer.word();
    }
  }

}
