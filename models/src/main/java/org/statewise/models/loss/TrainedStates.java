package org.statewise.models.loss;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * The states that a state-dependent loss was trained on, and the weights that it gave there: its
 * weights at other states are arbitrary: below the kinks of its ReLUs only a bias is left, above
 * them a weight grows without bound. So its weights phi_j are used as
 *
 * <pre>
 * phi_j' = mean_j + inside (clamp(phi_j, least_j, most_j) - mean_j)
 * </pre>
 *
 * <p>with inside(x) of an {@link InputRange} of x = (q, qd), scaled: the loss's own weight within the range, the state-independent mean_j
 * at a quarter of the range's width outside and beyond, and without a step between. Immutable.
 */
public final class TrainedStates {
  private final InputRange range;
  private final double[] least;
  private final double[] most;
  private final double[] mean;

  /**
   * The weights of the training, a number a joint, each finite.
   *
   * @param least the smallest
   * @param most the greatest
   * @param mean over the states; within {@code least} and {@code most}
   */
  // Never compared; its arrays are copied in.
  @SuppressWarnings("ArrayRecordComponent")
  public record Weights(double[] least, double[] most, double[] mean) {
    /** Copies and checks. */
    public Weights {
      least = least.clone();
      most = most.clone();
      mean = mean.clone();
      requireCount("mean weights", mean, least.length);
      requireOrder("weights", least, mean);
      requireOrder("weights", mean, most);
    }
  }

  /**
   * Copies its arguments.
   *
   * @param low the least of each of q and qd, 2n numbers, scaled
   * @param high the greatest
   * @param weights of n joints
   * @throws IllegalArgumentException if the lengths differ, or a bound is not finite or above its upper
   */
  public TrainedStates(double[] low, double[] high, Weights weights) {
    range = new InputRange(low, high);
    requireCount("states", low, 2 * weights.mean().length);
    least = weights.least().clone();
    most = weights.most().clone();
    mean = weights.mean().clone();
  }

  /** n. */
  public int joints() {
    return mean.length;
  }

  /** A copy of the least of each of q and qd, scaled. */
  public double[] low() {
    return range.low();
  }

  /** A copy of the greatest of each of q and qd, scaled. */
  public double[] high() {
    return range.high();
  }

  /** A copy of the weights of the training. */
  public Weights weights() {
    return new Weights(least, most, mean);
  }

  /**
   * How much the loss's own weights count in a state: 1 within the range, 0 from the margin on; NaN for a
   * state that is not a number.
   *
   * @param x holds (q, qd), scaled, from {@code offset} on
   */
  @HotPath
  double inside(double[] x, int offset) {
    return range.inside(x, offset);
  }

  /** phi_j' of joint {@code j} from phi_j. */
  @HotPath
  double weight(int j, double phi, double inside) {
    double bounded = Math.min(most[j], Math.max(least[j], phi));
    return mean[j] + inside * (bounded - mean[j]);
  }

  /** d phi_j' / d phi_j. */
  @HotPath
  double derivative(int j, double phi, double inside) {
    return phi >= least[j] && phi <= most[j] ? inside : 0;
  }

  private static void requireCount(String what, double[] values, int count) {
    if (values.length != count) {
      throw new IllegalArgumentException("Trained states: must have " + count + " " + what
          + ", got " + values.length + ".");
    }
  }

  private static void requireOrder(String what, double[] low, double[] high) {
    requireCount(what, high, low.length);
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i]) || Double.isInfinite(low[i]) || Double.isInfinite(high[i])) {
        throw new IllegalArgumentException(
            "Trained states: " + what + " must be finite and in order"
                + ", got " + Arrays.toString(low) + " below " + Arrays.toString(high) + ".");
      }
    }
  }
}
