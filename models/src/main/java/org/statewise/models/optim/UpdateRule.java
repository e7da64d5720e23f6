package org.statewise.models.optim;

import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * Turns gradients into directions: the caller steps theta = theta - alpha d. A rule may remember
 * earlier gradients; one instance serves one theta and one thread.
 */
public interface UpdateRule {
  /**
   * The direction to step against, given the next gradient.
   *
   * @param dLdTheta finite, and so its norm
   * @param direction receives theta's shape; must not be {@code dLdTheta}
   */
  @HotPath
  void directionInto(Parameters dLdTheta, Parameters direction);

  /**
   * Whether d = dL/dtheta and nothing is remembered, whatever the gradient: then a caller may step
   * along the gradient without asking.
   */
  @HotPath
  default boolean followsGradient() {
    return false;
  }

  /** Collects the rule's state; nothing for a rule without memory. */
  default void collectState(StateBlocks state) {}

  /** Forgets all gradients. */
  @HotPath
  void reset();

  /** An independent rule with the same memory. */
  UpdateRule copy();

  /**
   * All that is remembered, as numbers for a file; how many depends on theta's shapes alone. Empty
   * for a rule without memory.
   */
  double[] memory();

  /**
   * Continues from what {@link #memory} gave.
   *
   * @throws IllegalArgumentException if there are too few numbers or too many, or one is not finite;
   *     the rule is then unchanged
   */
  void restore(double[] memory);
}
