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
 *
 * <p>A cabinet may compensate friction only where the commanded position is not the measured one; at
 * rest the two are the same. With a dither the position lies that much above and below in turn.
 */
@HotPath
final class PositionMirror {
  private static final double TIME_CONSTANT_NS = 8e6;

  private final double[] y;
  private final double[] dithered;
  private double dither;

  /** @param ditherRad rad, not negative; 0 for none */
  PositionMirror(int joints, double ditherRad) {
    y = new double[joints];
    dithered = new double[joints];
    dither = ditherRad;
  }

  /** Begins at {@code q}. */
  void begin(double[] q) {
    System.arraycopy(q, 0, y, 0, y.length);
  }

  /** Moves on by {@code dtNs} towards {@code q}. */
  void follow(double[] q, long dtNs) {
    dither = -dither;
    double a = dtNs / (TIME_CONSTANT_NS + dtNs);
    for (int j = 0; j < y.length; j++) {
      y[j] += a * (q[j] - y[j]);
    }
  }

  /** The mirrored position with its dither, rad. */
  double[] position() {
    for (int j = 0; j < y.length; j++) {
      dithered[j] = y[j] + dither;
    }
    return dithered;
  }
}
