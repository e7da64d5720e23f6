package org.statewise.models.meta;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.feature.Features;
import org.statewise.models.online.Scaling;

/**
 * A stretch of a stream as a filter on fixed features sees it: so many ticks to learn from, and H
 * samples more, since what a tick has led to is judged by the H samples that follow it. A reused
 * carrier: whoever fills it calls {@link #begin} and then {@link #set} for every row.
 */
public final class FilterWindow {
  private final Features features;
  private final Scaling scaling;
  private final int longest;
  private final int horizon;
  private int ticks;

  /** Rows of all features of a sample, and of its targets; (q, qd) of the ticks alone, scaled. */
  private final double[] h;
  private final double[] target;
  private final DMatrixRMaj state;
  private final double[] row;
  private final double[] input;

  /**
   * For windows of an arm.
   *
   * @param features evaluated here, with scratch of its own
   * @param longest ticks at most, at least 1
   * @param horizon H, at least 1
   * @throws IllegalArgumentException if a number is out of its range, or the arms differ
   */
  public FilterWindow(Features features, Scaling scaling, int longest, int horizon) {
    int n = scaling.joints();
    if (longest < 1 || horizon < 1 || features.joints() != n) {
      throw new IllegalArgumentException("Filter window: needs a tick and a following sample at"
          + " least, and features of " + n + " joints, got " + longest + ", " + horizon + " and "
          + features.joints() + ".");
    }
    this.features = features;
    this.scaling = scaling;
    this.longest = longest;
    this.horizon = horizon;
    row = new double[features.rows() * features.count()];
    h = new double[(longest + horizon) * row.length];
    target = new double[(longest + horizon) * n];
    state = new DMatrixRMaj(longest, 2 * n);
    input = new double[3 * n];
  }

  /**
   * Begins a window.
   *
   * @param ticksNow how many ticks it has, 1 to the longest; {@code ticksNow} + H rows follow
   */
  @HotPath
  public void begin(int ticksNow) {
    ticks = Math.min(Math.max(ticksNow, 1), longest);
    state.reshape(ticks, state.numCols);
  }

  /**
   * Sets a sample, in SI units.
   *
   * @param index 0 to ticks + H - 1
   * @param tau what is to be predicted, Nm
   */
  @HotPath
  public void set(int index, double[] q, double[] qd, double[] qdd, double[] tau) {
    features.featureInto(q, qd, qdd, row);
    System.arraycopy(row, 0, h, index * row.length, row.length);
    scaling.torqueInto(tau, target, index * scaling.joints());
    if (index < ticks) {
      scaling.inputInto(q, qd, qdd, input, 0);
      System.arraycopy(input, 0, state.data, index * state.numCols, state.numCols);
    }
  }

  /** Ticks of the window. */
  @HotPath
  public int ticks() {
    return ticks;
  }

  /** The most ticks that a window may have. */
  public int longest() {
    return longest;
  }

  /** H. */
  @HotPath
  public int horizon() {
    return horizon;
  }

  /** m. */
  public int features() {
    return features.count();
  }

  /** (q, qd) of the ticks, scaled. */
  @HotPath
  DMatrixRMaj state() {
    return state;
  }

  @HotPath
  double[] featureArray() {
    return h;
  }

  /** Where the features of a joint begin in {@link #featureArray}. */
  @HotPath
  int featuresAt(int index, int joint) {
    int of = features.rows() == 1 ? 0 : joint;
    return index * row.length + of * features.count();
  }

  @HotPath
  double target(int index, int joint) {
    return target[index * scaling.joints() + joint];
  }
}
