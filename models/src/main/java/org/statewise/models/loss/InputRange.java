package org.statewise.models.loss;

import java.util.Arrays;
import org.statewise.models.HotPath;

/**
 * The inputs that something was trained on, and how far it counts off them:
 *
 * <pre>
 * inside = 1 - min(1, d / 0.25),  d = max_i max(low_i - x_i, x_i - high_i, 0) / (high_i - low_i)
 * </pre>
 *
 * <p>so that it counts fully within the range, not at all from a quarter of the range's width outside it,
 * and without a step between. Immutable.
 */
public final class InputRange {
  /** At so many widths of the range outside it, nothing that was trained counts. */
  private static final double MARGIN = 0.25;

  /**
   * The least width of a range, scaled: for a joint that rested in training, noise is not another
   * state.
   */
  private static final double MIN_WIDTH = 0.1;

  private final double[] low;
  private final double[] high;

  /** 1 / (MARGIN (high_i - low_i)). */
  private final double[] perMargin;

  /**
   * Copies its arguments.
   *
   * @param low the least of each input
   * @param high the greatest
   * @throws IllegalArgumentException if the lengths differ, or a bound is not finite or above its upper
   */
  public InputRange(double[] low, double[] high) {
    boolean ordered = low.length == high.length;
    for (int i = 0; ordered && i < low.length; i++) {
      ordered = low[i] <= high[i] && Double.isFinite(high[i] - low[i]);
    }
    if (!ordered) {
      throw new IllegalArgumentException("Trained range: bounds must be finite and in order, got "
          + Arrays.toString(low) + " below " + Arrays.toString(high) + ".");
    }
    this.low = low.clone();
    this.high = high.clone();
    perMargin = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      perMargin[i] = 1 / (MARGIN * Math.max(MIN_WIDTH, high[i] - low[i]));
    }
  }

  /** How many inputs. */
  public int count() {
    return low.length;
  }

  /** A copy of the least of each input. */
  public double[] low() {
    return low.clone();
  }

  /** A copy of the greatest of each input. */
  public double[] high() {
    return high.clone();
  }

  /**
   * How much counts what was trained: 1 within the range, 0 from the margin on; NaN for an input that is
   * not a number.
   *
   * @param x holds the inputs from {@code offset} on
   */
  @HotPath
  public double inside(double[] x, int offset) {
    double outside = 0;
    for (int i = 0; i < low.length; i++) {
      double beyond = Math.max(low[i] - x[offset + i], x[offset + i] - high[i]);
      outside = Math.max(outside, beyond * perMargin[i]);
    }
    return 1 - Math.min(1, outside);
  }
}
