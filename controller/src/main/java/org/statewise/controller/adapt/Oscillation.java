package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Notices a torque that swings to and fro by itself, at 1 Hz and above: fast, as an observer does around
 * dead time and elasticity, and slowly, as one does whose inertia is wrong. Each speed has a {@link
 * SwingCounter} of its own. What swings slowly has to be told from what a motion asks for ({@link
 * UnaskedTorque}), and fast from noise.
 *
 * <pre>
 * fast:     from 8 Hz,    beyond 0.4 % of the torque limit, 5 swings in a row
 * slow:     from 2.4 Hz,  beyond 0.8 % of the torque limit, 6 swings in a row
 * slowest:  from 1 Hz,    beyond 0.8 % of the torque limit, 6 swings in a row
 * wild:     from 2.4 Hz,  beyond 12 % of the torque limit,  4 swings in a row
 *       or  from 8 Hz,    beyond 6 % of the torque limit,   2 swings in a row
 * </pre>
 *
 * <p>A wild swing still grows, as one does around a rotor that the prior does not know: the next swings
 * would be a fast arm. At a joint's resonance each is two to four times as large as the one before, so that
 * the first two have to do; a step of the load does not come back within half a period of 8 Hz.
 */
final class Oscillation {
  static final int FAST = 0;
  static final int SLOW = 1;
  static final int SLOWEST = 2;
  static final int WILD = 3;
  static final int BANDS = 4;

  private static final double FAST_HERTZ = 8;
  private static final double FAST_THRESHOLD = 0.004;
  private static final int FAST_SWINGS = 5;
  private static final double SLOW_HERTZ = 2.4;
  private static final double SLOWEST_HERTZ = 1;
  private static final double SLOW_THRESHOLD = 0.008;
  private static final int SLOW_SWINGS = 6;
  private static final double WILD_THRESHOLD = 0.12;
  private static final int WILD_SWINGS = 4;
  private static final double GROWING_THRESHOLD = 0.06;
  private static final int GROWING_SWINGS = 2;

  private final UnaskedTorque unasked;
  private final SwingCounter fast;
  private final SwingCounter slow;
  private final SwingCounter slowest;
  private final SwingCounter wild;
  /** Wild too, and faster. */
  private final SwingCounter growing;
  private final SwingCounter[] bands;
  /** Which of them found a joint that swings. */
  private int finder;

  /** @param tauMax torque limits, Nm */
  Oscillation(double[] tauMax, double periodSeconds) {
    double[] slowNm = scaled(tauMax, SLOW_THRESHOLD);
    unasked = new UnaskedTorque(slowNm, periodSeconds);
    fast = new SwingCounter(scaled(tauMax, FAST_THRESHOLD), FAST_HERTZ, FAST_SWINGS, periodSeconds);
    slow = new SwingCounter(slowNm, SLOW_HERTZ, SLOW_SWINGS, periodSeconds);
    slowest = new SwingCounter(slowNm, SLOWEST_HERTZ, SLOW_SWINGS, periodSeconds);
    wild = new SwingCounter(scaled(tauMax, WILD_THRESHOLD), SLOW_HERTZ, WILD_SWINGS, periodSeconds);
    growing = new SwingCounter(scaled(tauMax, GROWING_THRESHOLD), FAST_HERTZ, GROWING_SWINGS,
        periodSeconds);
    bands = new SwingCounter[]{fast, slow, slowest, wild};
  }

  private static double[] scaled(double[] limits, double part) {
    double[] all = limits.clone();
    for (int j = 0; j < all.length; j++) {
      all[j] *= part;
    }
    return all;
  }

  /** Counts the fast swings of a torque as one of these does, and nothing else. */
  static SwingCounter fastSwings(double[] tauMax, double periodSeconds) {
    return new SwingCounter(scaled(tauMax, FAST_THRESHOLD), FAST_HERTZ, FAST_SWINGS,
        periodSeconds);
  }

  /** Forgets what it has seen, swings included; the baseline stays. */
  @HotPath
  void restart() {
    unasked.restart();
    fast.restart();
    slow.restart();
    slowest.restart();
    wild.restart();
    growing.restart();
  }

  /** Forgets the swings but the wild ones: those grow on while the gain is lowered. */
  @HotPath
  void forgetSwings() {
    fast.forgetSwings();
    slow.forgetSwings();
    slowest.forgetSwings();
  }

  /**
   * Takes the model's torque and the set-point of a tick; says whether some joint swings.
   *
   * @param blamed whether somebody else saw it swing fast
   */
  @HotPath
  boolean swings(double[] u, Setpoint desired, boolean blamed) {
    double[] rest = unasked.of(u, desired);
    // All take every tick, whatever the others say.
    boolean swingsFast = fast.swings(u, desired.qdDes);
    boolean swingsSlowly = slow.swings(rest, desired.qdDes);
    boolean swingsSlowest = slowest.swings(rest, desired.qdDes);
    boolean grows = growing.swings(u, desired.qdDes);
    boolean swingsWildly = wild.swings(u, desired.qdDes) || grows;
    if (swingsWildly) {
      finder = WILD;
    } else if (swingsFast) {
      finder = FAST;
    } else if (swingsSlowly) {
      finder = SLOW;
    } else if (swingsSlowest) {
      finder = SLOWEST;
    } else if (blamed) {
      finder = FAST;
    }
    return swingsWildly || swingsFast || swingsSlowly || swingsSlowest || blamed;
  }

  /** Takes the torque that stands in the model's place while it is withdrawn. */
  @HotPath
  void listen(double[] u, Setpoint desired) {
    double[] rest = unasked.of(u, desired);
    fast.listen(u, desired.qdDes);
    slow.listen(rest, desired.qdDes);
    slowest.listen(rest, desired.qdDes);
    wild.listen(u, desired.qdDes);
    growing.listen(u, desired.qdDes);
  }

  /** What was listened to is what swings without adaptation; {@code again}: as far as it did before. */
  @HotPath
  void keepBaseline(boolean again) {
    fast.keepBaseline(again);
    slow.keepBaseline(again);
    slowest.keepBaseline(again);
    wild.keepBaseline(again);
    growing.keepBaseline(again);
  }

  /** Whether the last swing of a band goes on without adaptation, by the baseline. */
  @HotPath
  boolean persists(int band) {
    return bands[band].persisted();
  }

  /** Whether the last swing goes on and turns out to be asked for. */
  @HotPath
  boolean wasAsked() {
    if (finder != SLOW && finder != SLOWEST) {
      return false;
    }
    int joint = bands[finder].swinging();
    return joint >= 0 && unasked.asked(joint);
  }

  /**
   * Whether the torque swings fast or wildly, though not yet often enough to be sure; then that is the last
   * swing.
   */
  @HotPath
  boolean begins() {
    if (wild.begins()) {
      finder = WILD;
    } else if (fast.begins()) {
      finder = FAST;
    } else {
      return false;
    }
    return true;
  }

  /** What of joint {@code j}'s last torque was above 4 Hz, Nm: what swings, and not what it swings about. */
  @HotPath
  double swing(int j) {
    return fast.left(j);
  }

  /** How much of joint {@code j}'s torque swings fast, a mean square, Nm^2. */
  @HotPath
  double power(int j) {
    return fast.power(j);
  }

  /** The band of the last swing. */
  @HotPath
  int band() {
    return finder;
  }
}
