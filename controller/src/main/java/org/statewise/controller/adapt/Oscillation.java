package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/**
 * Notices a torque that swings to and fro by itself, at 2.5 Hz and above: fast, as an observer does around
 * dead time and elasticity, and slowly, as one does whose inertia is wrong. Each speed has a {@link
 * SwingCounter} of its own, since a slow swing has to be told from what a motion asks for, and a fast one
 * from noise.
 *
 * <pre>
 * fast:  from 8 Hz,    beyond 0.4 % of the torque limit, 5 swings in a row
 * slow:  from 2.4 Hz,  beyond 1 % of the torque limit,   6 swings in a row
 * </pre>
 */
final class Oscillation {
  private static final double FAST_HERTZ = 8;
  private static final double FAST_THRESHOLD = 0.004;
  private static final int FAST_SWINGS = 5;
  private static final double SLOW_HERTZ = 2.4;
  private static final double SLOW_THRESHOLD = 0.01;
  private static final int SLOW_SWINGS = 6;

  private final SwingCounter fast;
  private final SwingCounter slow;

  /** @param tauMax torque limits, Nm */
  Oscillation(double[] tauMax, double periodSeconds) {
    fast = new SwingCounter(scaled(tauMax, FAST_THRESHOLD), FAST_HERTZ, FAST_SWINGS, periodSeconds);
    slow = new SwingCounter(scaled(tauMax, SLOW_THRESHOLD), SLOW_HERTZ, SLOW_SWINGS, periodSeconds);
  }

  private static double[] scaled(double[] limits, double part) {
    double[] all = limits.clone();
    for (int j = 0; j < all.length; j++) {
      all[j] *= part;
    }
    return all;
  }

  /** Forgets what it has seen, swings included. */
  @HotPath
  void restart() {
    fast.restart();
    slow.restart();
  }

  @HotPath
  void forgetSwings() {
    fast.forgetSwings();
    slow.forgetSwings();
  }

  /** Takes the model's torque and the desired velocity of a tick; says whether some joint swings. */
  @HotPath
  boolean swings(double[] u, double[] qdDes) {
    // Both take every tick, whatever the other says.
    boolean swingsFast = fast.swings(u, qdDes);
    boolean swingsSlowly = slow.swings(u, qdDes);
    return swingsFast || swingsSlowly;
  }
}
