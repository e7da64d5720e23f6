package org.statewise.models.loss;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.statewise.models.net.Parameters;

/** Every loss that Statewise knows. To add one: write the class, add a record here and its word. */
public sealed interface LossSpec {
  /**
   * The loss for an arm of {@code joints} joints.
   *
   * @param rng draws what starts at random; losses without random parts leave it alone
   */
  Loss build(int joints, RandomGenerator rng);

  /** Whether what {@code rng} draws is of any matter: phi of an untrained network is. */
  boolean dependsOnSeed();

  /** The word for this kind of loss on the command line and in files. */
  String word();

  /**
   * The untrained loss of a word, with default sizes.
   *
   * @throws IllegalArgumentException if no loss has this word
   */
  static LossSpec parse(String word) {
    return switch (word) {
      case "squared" -> new Squared();
      case "structured" -> new Structured();
      case "state-dependent" -> new StateDependent();
      case "mlp" -> new Network();
      default -> throw new IllegalArgumentException("Loss: must be one of squared, structured, "
          + "state-dependent, mlp; got \"" + word + "\".");
    };
  }

  /** The mean squared error of the paper's baseline. */
  record Squared() implements LossSpec {
    @Override
    public Loss build(int joints, RandomGenerator rng) {
      return new SquaredLoss(joints);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "squared";
    }
  }

  /** One learned weight a joint, the paper's equation (1). */
  record Structured(Positivity positivity) implements LossSpec {
    /** With positive weights. */
    public Structured() {
      this(Positivity.SOFTPLUS);
    }

    @Override
    public Loss build(int joints, RandomGenerator rng) {
      return new StructuredLoss(joints, positivity);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "structured";
    }
  }

  /** Learned weights that depend on (q, qd), the paper's equation (2). */
  record StateDependent(int hidden, Positivity positivity) implements LossSpec {
    /** The paper's 32 hidden units a joint, with positive weights. */
    public StateDependent() {
      this(32, Positivity.SOFTPLUS);
    }

    /** Checks the width. */
    public StateDependent {
      if (hidden < 1) {
        throw new IllegalArgumentException(
            "State-dependent loss: hidden must be positive, got " + hidden + ".");
      }
    }

    @Override
    public Loss build(int joints, RandomGenerator rng) {
      return new StateDependentLoss(joints, hidden, positivity, rng);
    }

    @Override
    public boolean dependsOnSeed() {
      return true;
    }

    @Override
    public String word() {
      return "state-dependent";
    }
  }

  /**
   * Learned weights that depend on what a loop knows of a joint. No word stands for it untrained: it is of
   * memories alone, which make its inputs.
   *
   * @param inputs numbers a joint
   */
  record LogLinear(int inputs) implements LossSpec {
    private static final int MAX_INPUTS = 64;

    /** Checks the number. */
    public LogLinear {
      if (inputs < 1 || inputs > MAX_INPUTS) {
        throw new IllegalArgumentException("Log-linear loss: inputs must be from 1 to " + MAX_INPUTS
            + ", got " + inputs + ".");
      }
    }

    @Override
    public Loss build(int joints, RandomGenerator rng) {
      return new LogLinearLoss(joints, inputs);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return "log-linear";
    }
  }

  /** A network of (f, tau) without structure, the paper's mlp loss. */
  record Network(List<Integer> hidden) implements LossSpec {
    /** The paper's three layers of 40. */
    public Network() {
      this(List.of(40, 40, 40));
    }

    /** Copies the widths; {@link NetworkLoss} refuses those that are not positive. */
    public Network {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Loss build(int joints, RandomGenerator rng) {
      return new NetworkLoss(joints, hidden, rng);
    }

    @Override
    public boolean dependsOnSeed() {
      return true;
    }

    @Override
    public String word() {
      return "mlp";
    }
  }

  /**
   * A loss of one of the other kinds with phi as meta-training left it.
   *
   * @param states that it was trained on, off which a state-dependent loss has the weights of no state;
   *     empty for weights that are used wherever the arm is
   */
  record Trained(LossSpec kind, Parameters phi, Optional<TrainedStates> states)
      implements
        LossSpec {
    /** With weights that are used wherever the arm is. */
    public Trained(LossSpec kind, Parameters phi) {
      this(kind, phi, Optional.empty());
    }

    /** Copies phi. */
    public Trained {
      if (kind instanceof Trained) {
        throw new IllegalArgumentException("Trained loss: its kind must be an untrained one.");
      }
      if (states.isPresent() && !(kind instanceof StateDependent)) {
        throw new IllegalArgumentException(
            "Trained loss " + kind.word() + ": must not have trained states, as it sees none.");
      }
      phi = phi.copy();
    }

    /** The same, bounded by the states of its training. */
    public Trained on(TrainedStates trained) {
      return new Trained(kind, phi, Optional.of(trained));
    }

    /**
     * @throws IllegalArgumentException if phi does not fit the kind and the number of joints
     */
    @Override
    public Loss build(int joints, RandomGenerator rng) {
      Loss loss = untrained(joints, rng);
      if (!loss.phi().sameShape(phi)) {
        throw new IllegalArgumentException("Trained loss " + word() + ": phi must have "
            + loss.phi().count() + " values in " + loss.phi().blocks() + " blocks for " + joints
            + " joints, got " + phi.count() + " in " + phi.blocks() + ".");
      }
      loss.phi().copyFrom(phi);
      return loss;
    }

    private Loss untrained(int joints, RandomGenerator rng) {
      return kind instanceof StateDependent(int hidden, Positivity positivity)
          ? new StateDependentLoss(joints, hidden, positivity, rng, states.orElse(null))
          : kind.build(joints, rng);
    }

    @Override
    public boolean dependsOnSeed() {
      return false;
    }

    @Override
    public String word() {
      return kind.word();
    }
  }
}
