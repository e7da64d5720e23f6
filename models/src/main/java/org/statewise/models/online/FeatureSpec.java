package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.statewise.models.feature.ConstantFeature;
import org.statewise.models.feature.Features;
import org.statewise.models.feature.FrictionFeatures;
import org.statewise.models.feature.HiddenFeatures;
import org.statewise.models.feature.JoinedFeatures;
import org.statewise.models.feature.RandomFeatures;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/** Every kind of features. To add one: write the class, add a record here. */
public sealed interface FeatureSpec {
  /**
   * The features for an arm.
   *
   * @param scaling whose constants make the inputs comparable
   * @param rng draws what is random
   */
  Features build(Scaling scaling, RandomGenerator rng);

  /** Whether what {@code rng} draws is of any matter. */
  boolean dependsOnSeed();

  /**
   * Random Fourier features.
   *
   * @param count m, positive and even
   * @param lengthScale of the kernel, in scaled units, the same for all inputs
   */
  record RandomFourier(int count, double lengthScale) implements FeatureSpec {
    /** Checks the numbers. */
    public RandomFourier {
      if (count < 2 || count % 2 != 0) {
        throw new IllegalArgumentException(
            "Random features: count must be positive and even, got " + count + ".");
      }
      if (!(lengthScale > 0) || Double.isInfinite(lengthScale)) {
        throw new IllegalArgumentException(
            "Random features: length must be positive and finite, got " + lengthScale + ".");
      }
    }

    @Override
    public Features build(Scaling scaling, RandomGenerator rng) {
      double[] scales = inputScales(scaling);
      for (int i = 0; i < scales.length; i++) {
        scales[i] *= lengthScale;
      }
      return new RandomFeatures(count, scales, rng);
    }

    @Override
    public boolean dependsOnSeed() {
      return true;
    }
  }

  /** Steps in the direction of motion: a joint sees its {@code own}, or those of all joints. */
  record Friction(boolean own) implements FeatureSpec {
    @Override
    public Features build(Scaling scaling, RandomGenerator rng) {
      return new FrictionFeatures(scaling.joints(), own);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }
  }

  /** The number 1. */
  record Constant() implements FeatureSpec {
    @Override
    public Features build(Scaling scaling, RandomGenerator rng) {
      return new ConstantFeature(scaling.joints());
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }
  }

  /**
   * The last hidden layer of a network.
   *
   * @param hidden widths of the hidden layers
   * @param start its parameters with the last layer's; drawn at random if there are none
   */
  record Hidden(List<Integer> hidden,
      Optional<NetworkInitialisation> start) implements FeatureSpec {
    /** Copies the widths. */
    public Hidden {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Features build(Scaling scaling, RandomGenerator rng) {
      start.ifPresent(found -> found.requireScaling(scaling));
      int n = scaling.joints();
      Mlp mlp = Mlp.of(3 * n, hidden, n);
      Parameters parameters = mlp.newParameters();
      mlp.initialise(parameters, rng);
      return new HiddenFeatures(mlp,
          start.map(NetworkInitialisation::theta).orElse(parameters), inputScales(scaling));
    }

    @Override
    public boolean dependsOnSeed() {
      return start.isEmpty();
    }
  }

  /** Several side by side. */
  record Joined(List<FeatureSpec> parts) implements FeatureSpec {
    /** Copies the list. */
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public Features build(Scaling scaling, RandomGenerator rng) {
      List<Features> built = new ArrayList<>();
      for (FeatureSpec part : parts) {
        built.add(part.build(scaling, rng));
      }
      return new JoinedFeatures(built);
    }

    @Override
    public boolean dependsOnSeed() {
      return parts.stream().anyMatch(FeatureSpec::dependsOnSeed);
    }
  }

  /**
   * Random features, friction steps and a constant: what the filters learn on by default.
   *
   * @param count of the random features
   * @param lengthScale of the random features
   * @param own whether a joint sees its own friction steps alone
   */
  static FeatureSpec ofDynamics(int count, double lengthScale, boolean own) {
    return new Joined(List.of(new RandomFourier(count, lengthScale), new Friction(own),
        new Constant()));
  }

  /**
   * The settings that say these features in a model's text, such as {@code
   * features=100,length=4.0,friction=own}.
   *
   * @throws IllegalArgumentException if they are of a hidden layer, which a text cannot hold
   */
  default String settings() {
    return FeatureSettings.text(this);
  }

  /**
   * The features that {@link #settings} says.
   *
   * @throws IllegalArgumentException if the text says none
   */
  static FeatureSpec parse(String settings) {
    return FeatureSettings.parse(settings);
  }

  private static double[] inputScales(Scaling scaling) {
    int n = scaling.joints();
    double[] scales = new double[3 * n];
    System.arraycopy(scaling.q(), 0, scales, 0, n);
    System.arraycopy(scaling.qd(), 0, scales, n, n);
    System.arraycopy(scaling.qdd(), 0, scales, 2 * n, n);
    return scales;
  }
}
