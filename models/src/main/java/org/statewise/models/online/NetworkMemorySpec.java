package org.statewise.models.online;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.LeakyKalman;

/**
 * A network whose last layer learns in the directions in which arms were seen to differ ({@link
 * NetworkMemoryModel}).
 *
 * @param memory what training over many arms found
 * @param loss of weighted squares, whose weights are precisions
 * @param arm whose links it is about; needed if the memory knows links
 * @param leak fraction of what was learned that is lost in a sample, 1e-8 to below 1
 * @param ratio of the period of the samples to come to that which loss and trust are meant for, positive: a
 *     sample of half the period says half as much
 */
public record NetworkMemorySpec(LearnedMemory memory, LossSpec loss, Optional<ArmModel> arm,
    double leak, double ratio)
    implements
      OnlineModelSpec {
  /** The inputs a joint that a log-linear loss must have, in their order. */
  public static final List<String> LOSS_INPUTS = LossInputs.NAMES;

  /** For samples of the period that it was trained with, and no arm. */
  public NetworkMemorySpec(LearnedMemory memory, LossSpec loss, double leak) {
    this(memory, loss, Optional.empty(), leak, 1);
  }

  /** The same for an arm. */
  public NetworkMemorySpec on(Optional<ArmModel> other) {
    return new NetworkMemorySpec(memory, loss, other, leak, ratio);
  }

  /** Checks the numbers and refuses a loss that has no weights. */
  public NetworkMemorySpec {
    LeakyKalman.check(leak, NetworkMemoryModel.driftOf(leak));
    SpecCheck.holds(ratio > 0 && ratio < 1e6, "Network memory: ratio of the periods",
        "positive and below 1e6", ratio);
    if (loss.word().equals("mlp")) {
      throw new IllegalArgumentException("Network memory: loss must be one of squared,"
          + " structured, state-dependent, log-linear, whose weights are precisions; got \"mlp\".");
    }
    if (lossKind(loss) instanceof LossSpec.LogLinear(int inputs) && inputs != LossInputs.COUNT) {
      throw new IllegalArgumentException("Network memory: a log-linear loss must have "
          + LossInputs.COUNT + " inputs a joint, got " + inputs + ".");
    }
  }

  private static LossSpec lossKind(LossSpec loss) {
    return loss instanceof LossSpec.Trained trained ? trained.kind() : loss;
  }

  @Override
  public OnlineModel build(int joints, Scaling scaling, RandomGenerator rng) {
    SpecCheck.joints(joints, scaling);
    if (memory.knowsLinks() && arm.isEmpty()) {
      throw new IllegalArgumentException(
          "Network memory: it knows links, so it needs the description of the arm, and there is none.");
    }
    return NetworkMemoryModel.of(this, loss.build(joints, rng), scaling);
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
