package org.statewise.models.net;

import java.util.ArrayList;
import java.util.List;
import org.statewise.models.HotPath;

/**
 * The whole state of a learner, as the live arrays that hold it: theta, moments, covariances,
 * counters. Copied out at once, it is a state from which the same learner continues, to the bit.
 *
 * <p>A count among them may be any finite number when it is read back, since a state may come from
 * a file.
 */
public final class StateBlocks {
  private final List<double[]> blocks = new ArrayList<>();
  private int size;

  /** Adds an array that is part of the state for as long as its owner lives; not copied. */
  public void add(double[] live) {
    blocks.add(live);
    size += live.length;
  }

  /** Adds every block of {@code live}. */
  public void add(Parameters live) {
    for (int b = 0; b < live.blocks(); b++) {
      add(live.block(b).data);
    }
  }

  /** How many numbers the whole state is. */
  @HotPath
  public int size() {
    return size;
  }

  /** Copies the state out, {@link #size} numbers. */
  @HotPath
  public void copyInto(double[] state) {
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      double[] block = blocks.get(i);
      System.arraycopy(block, 0, state, at, block.length);
      at += block.length;
    }
  }

  /**
   * Restores what {@link #copyInto} gave.
   *
   * @throws IllegalArgumentException if there are too few numbers or too many, or one is not
   *     finite; nothing is changed then
   */
  public void restore(double[] state) {
    if (state.length != size) {
      throw new IllegalArgumentException(
          "State: must have " + size + " values, but has " + state.length + ".");
    }
    for (int i = 0; i < state.length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new IllegalArgumentException(
            "State: value " + i + " must be finite, but is " + state[i] + ".");
      }
    }
    int at = 0;
    for (double[] block : blocks) {
      System.arraycopy(state, at, block, 0, block.length);
      at += block.length;
    }
  }
}
