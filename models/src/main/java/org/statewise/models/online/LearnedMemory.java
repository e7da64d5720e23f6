package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.InputRange;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/**
 * What a network knows of arms of a kind before it has met this one: f_theta0, which is right for the
 * mean of them, and the directions in which the last layer of one differs from another's,
 *
 * <pre>
 * f_j(x) = f_theta0,j(x) + spread_j w_j . D [a(x); 1],  w_j ~ N(0, I)
 * </pre>
 *
 * <p>with a(x) the last hidden layer and x = (q, qd, qdd, load), scaled, load 1 while the tool holds
 * something and 0 otherwise. {@link NetworkMemoryModel} learns w on the arm. Immutable.
 *
 * @param hidden widths of the hidden layers, at least one
 * @param theta W_1, b_1, W_2, b_2, ... of 3n + 1 inputs and n outputs
 * @param directions D, m x (width of the last hidden layer + 1)
 * @param spread deviation of f_j along a direction of length 1, n numbers, scaled torque
 * @param range of (q, qd, qdd) that it was trained on, 3n inputs, scaled
 * @param scaling the constants that all of it is valid for
 */
// Never compared; its arrays are copied in and read by its own package alone.
@SuppressWarnings("ArrayRecordComponent")
public record LearnedMemory(List<Integer> hidden, Parameters theta, DMatrixRMaj directions,
    double[] spread, InputRange range, Scaling scaling) {
  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if a shape does not fit or a number is not finite
   */
  public LearnedMemory {
    hidden = List.copyOf(hidden);
    theta = theta.copy();
    directions = directions.copy();
    spread = spread.clone();
    int n = scaling.joints();
    require(!hidden.isEmpty(), "must have a hidden layer", hidden);
    Parameters shapes = Mlp.of(3 * n + 1, hidden, n).newParameters();
    require(shapes.sameShape(theta) && theta.allFinite(),
        "of " + n + " joints and hidden layers " + hidden + " needs " + shapes.count()
            + " finite parameters of its shapes",
        theta.count());
    require(directions.numCols == hidden.getLast() + 1 && directions.numRows >= 1,
        "must have directions of " + (hidden.getLast() + 1) + " numbers", directions.numCols);
    require(Arrays.stream(directions.data).allMatch(Double::isFinite),
        "must have finite directions", "others");
    require(spread.length == n && Arrays.stream(spread).allMatch(s -> s > 0 && s < 1e6),
        "must have a spread above 0 and below 1e6 for each of " + n + " joints",
        Arrays.toString(spread));
    require(range.count() == 3 * n, "must have a range of " + 3 * n + " inputs", range.count());
  }

  /** m, the numbers that a joint learns. */
  public int count() {
    return directions.numRows;
  }

  /**
   * Checks that this may be used with {@code used}.
   *
   * @throws IllegalArgumentException if the joints or the constants differ
   */
  void requireScaling(Scaling used) {
    require(Arrays.equals(scaling.q(), used.q()) && Arrays.equals(scaling.qd(), used.qd())
        && Arrays.equals(scaling.qdd(), used.qdd())
        && Arrays.equals(scaling.tauMax(), used.tauMax()),
        "must be used with the torque limits that it was trained with, "
            + Arrays.toString(scaling.tauMax()) + " Nm",
        Arrays.toString(used.tauMax()));
  }

  private static void require(boolean holds, String rule, Object got) {
    if (!holds) {
      throw new IllegalArgumentException("Network memory: " + rule + ", got " + got + ".");
    }
  }
}
