package org.statewise.controller.adapt;

import org.statewise.models.HotPath;

/**
 * What swung of a torque when it began to fade out. The model is frozen then, its swing at whatever it
 * was, and would push the arm on while the rest fades: a wrist of an iiwa 7 is at its speed limit
 * within 0.03 s. So the swing goes sooner than what it swings about:
 *
 * <pre>
 * u' = w (u - s) + v s,  v = max(0, 1 - t / 0.02 s)
 * </pre>
 *
 * <p>with s what was above 4 Hz when the fade began, w the fade's weight and t the time since.
 */
final class FrozenSwing {
  private static final double GONE_SECONDS = 0.02;

  private final double[] swing;

  FrozenSwing(int joints) {
    swing = new double[joints];
  }

  /** The torque that was watched begins to fade out. */
  @HotPath
  void keep(Oscillation watched) {
    for (int j = 0; j < swing.length; j++) {
      double now = watched.swing(j);
      swing[j] = Double.isFinite(now) ? now : 0;
    }
  }

  /**
   * Takes out of w u what swings of it.
   *
   * @param u w u, Nm; overwritten
   * @param weight w
   * @param seconds t
   */
  @HotPath
  void takeFrom(double[] u, double weight, double seconds) {
    double gone = weight - Math.max(0, 1 - seconds / GONE_SECONDS);
    for (int j = 0; j < swing.length; j++) {
      u[j] -= gone * swing[j];
    }
  }
}
