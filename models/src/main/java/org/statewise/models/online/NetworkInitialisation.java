package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/**
 * Parameters that a network starts from instead of random ones: those that meta-training found, or
 * that another run left.
 *
 * @param hidden widths of the hidden layers
 * @param theta W_1, b_1, W_2, b_2, ...
 * @param scaling the constants that they were found with and are valid for
 */
public record NetworkInitialisation(List<Integer> hidden, Parameters theta, Scaling scaling) {
  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if theta is not of such a network, or not finite
   */
  public NetworkInitialisation {
    hidden = List.copyOf(hidden);
    theta = theta.copy();
    int n = scaling.joints();
    Parameters shapes = Mlp.of(3 * n, hidden, n).newParameters();
    if (!shapes.sameShape(theta) || !theta.allFinite()) {
      throw new IllegalArgumentException("Network start: a network of " + n
          + " joints and hidden layers " + hidden + " needs " + shapes.count()
          + " finite parameters of its shapes, got " + theta.count() + ".");
    }
  }

  /**
   * Checks that this may be used with {@code used}.
   *
   * @throws IllegalArgumentException if the joints or the constants differ
   */
  void requireScaling(Scaling used) {
    if (used.joints() != scaling.joints()) {
      throw new IllegalArgumentException("Network start: must be used for the " + scaling.joints()
          + " joints it was trained for, got " + used.joints() + ".");
    }
    requireSame("positions", scaling.q(), used.q());
    requireSame("velocities", scaling.qd(), used.qd());
    requireSame("accelerations", scaling.qdd(), used.qdd());
    requireSame("torques", scaling.tauMax(), used.tauMax());
  }

  private static void requireSame(String what, double[] trained, double[] used) {
    if (!Arrays.equals(trained, used)) {
      throw new IllegalArgumentException("Network start: must be used with the scaling of " + what
          + " it was trained with, " + Arrays.toString(trained) + ", got "
          + Arrays.toString(used) + ".");
    }
  }
}
