package org.statewise.models.online;

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
          + " structured, state-dependent, whose weights are precisions; got \"mlp\".");
    }
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
