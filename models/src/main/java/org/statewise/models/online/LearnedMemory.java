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
 * f_j(x) = f_theta0,j(x) + spread_j (l_j . P_j(x) + w_j . D_j [a(x); 1; P_j(x)]),  w_j ~ N(0, I)
 * </pre>
 *
 * <p>with a(x) the last hidden layer, x = (q, qd, qdd, load), scaled, load 1 while the tool holds
 * something and 0 otherwise, and P_j(x) what the arm's links do ({@link LinkFeatures}, in units of spread), if
 * they are part of it. {@link NetworkMemoryModel} learns w on the arm. Immutable.
 *
 * @param hidden widths of the hidden layers, at least one
 * @param theta W_1, b_1, W_2, b_2, ... of 3n + 1 inputs and n outputs
 * @param directions D_j of each joint, m x (width of the last hidden layer + 1 + numbers of P_j)
 * @param linkMean l_j in row j, n x numbers of P_j; without columns if links are no part
 * @param spread deviation of f_j along a direction of length 1, n numbers, scaled torque
 * @param range of (q, qd, qdd) that it was trained on, 3n inputs, scaled
 * @param scaling the constants that all of it is valid for
 */
// Never compared; its arrays are copied in and read by its own package alone.
@SuppressWarnings("ArrayRecordComponent")
public record LearnedMemory(List<Integer> hidden, Parameters theta,
    List<DMatrixRMaj> directions, DMatrixRMaj linkMean, double[] spread, InputRange range,
    Scaling scaling) {
  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if a shape does not fit or a number is not finite
   */
  public LearnedMemory {
    hidden = List.copyOf(hidden);
    theta = theta.copy();
    directions = directions.stream().map(DMatrixRMaj::copy).toList();
    linkMean = linkMean.copy();
    spread = spread.clone();
    int n = scaling.joints();
    require(!hidden.isEmpty(), "must have a hidden layer", hidden);
    Parameters shapes = Mlp.of(3 * n + 1, hidden, n).newParameters();
    require(shapes.sameShape(theta) && theta.allFinite(),
        "of " + n + " joints and hidden layers " + hidden + " needs " + shapes.count()
            + " finite parameters of its shapes",
        theta.count());
    int links = linkMean.numCols;
    require(linkMean.numRows == n && (links == 0 || links == LinkFeatures.count(n)),
        "must know " + LinkFeatures.count(n) + " numbers of the links of each of " + n
            + " joints, or none",
        linkMean.numRows + " x " + links);
    int features = hidden.getLast() + 1 + links;
    int count = directions.isEmpty() ? 0 : count(directions);
    require(directions.size() == n && directions.stream().allMatch(
        d -> d.numCols == features && d.numRows >= 1 && d.numRows == count),
        "must have equally many directions of " + features + " numbers for each of " + n
            + " joints",
        directions.size() + " of " + (directions.isEmpty() ? 0 : directions.getFirst().numCols));
    require(new Parameters(directions).allFinite()
        && new Parameters(List.of(linkMean)).allFinite(), "must have finite directions", "others");
    require(spread.length == n && Arrays.stream(spread).allMatch(s -> s > 0 && s < 1e6),
        "must have a spread above 0 and below 1e6 for each of " + n + " joints",
        Arrays.toString(spread));
    require(range.count() == 3 * n, "must have a range of " + 3 * n + " inputs", range.count());
  }

  private static int count(List<DMatrixRMaj> directions) {
    return directions.getFirst().numRows;
  }

  /** m, the numbers that a joint learns. */
  public int count() {
    return count(directions);
  }

  /** Whether it must be told the geometry of the arm. */
  public boolean knowsLinks() {
    return linkMean.numCols > 0;
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
