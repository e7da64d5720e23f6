package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * The position that goes with a torque: the measured one behind a first-order low-pass,
 *
 * <pre>y = y + dt / (T + dt) (q - y),   T = 8 ms</pre>
 *
 * The cabinet stops when this strays from the measured position, and would turn its noise into torque
 * where its stiffness is not zero. At 2 rad/s it lags by 16 mrad. It begins where the cabinet's own
 * interpolator stands.
 */
@HotPath
final class PositionMirror {
  private static final double TIME_CONSTANT_NS = 8e6;

  private final double[] y;

  PositionMirror(int joints) {
    y = new double[joints];
  }

  /** Begins at {@code q}. */
  void begin(double[] q) {
    System.arraycopy(q, 0, y, 0, y.length);
  }

  /** Moves on by {@code dtNs} towards {@code q}. */
  void follow(double[] q, long dtNs) {
    double a = dtNs / (TIME_CONSTANT_NS + dtNs);
    for (int j = 0; j < y.length; j++) {
      y[j] += a * (q[j] - y[j]);
    }
  }

  /** The mirrored position, rad. */
  double[] position() {
    return y;
  }
}
