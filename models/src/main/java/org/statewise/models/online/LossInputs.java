package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import org.statewise.models.HotPath;
import org.statewise.models.loss.LogLinearLoss;
import org.statewise.models.net.StateBlocks;

/**
 * What a {@link LogLinearLoss} looks at: seven numbers a joint, each from 0 to 1, whatever the arm does.
 *
 * <pre>
 * moving     tanh(|qd_j| / 0.1 rad/s)
 * sticking   exp(-(qd_j / 0.02 rad/s)^2)
 * hurried    tanh(|qdd_j| / 1 rad/s^2)
 * reversed   exp(-t / 0.3 s), t since joint j last turned round
 * regrasped  exp(-t / 2 s), t since the load changed
 * loaded     the load, 0 to 1
 * laden      tanh(|f0_j| / spread_j), the torque that the mean of all arms needs here
 * </pre>
 *
 * <p>Friction is no function of the state at rest and behind a reversal, springs wind up with the acceleration,
 * and of a load that was just taken nothing is known yet: samples say less there, or are needed more. How much
 * is for training to find.
 */
final class LossInputs {
  static final List<String> NAMES = List.of("moving", "sticking", "hurried", "reversed",
      "regrasped", "loaded", "laden");

  /** K. */
  static final int COUNT = 7;

  private static final double MOVING_RAD_PER_S = 0.1;
  private static final double STICKING_RAD_PER_S = 0.02;
  private static final double HURRIED_RAD_PER_S2 = 1;
  /** A joint that is slower has no direction. */
  private static final double TURNING_RAD_PER_S = 0.005;
  private static final double REVERSED_SAMPLES = 75;
  private static final double REGRASPED_SAMPLES = 500;
  private static final double LOAD_STEP = 0.02;

  private final double[] qdScale;
  private final double[] qddScale;
  private final double[] spread;
  private final double keepReversed;
  private final double keepRegrasped;

  /** The direction in which each joint last moved; what is left of its last reversal. */
  private final double[] direction;
  private final double[] reversed;

  /** What is left of the last change of the load, and the load then. */
  private final double[] regrasped = new double[2];

  /** @param ratio of the period of the samples to come to 4 ms, which the times above are counted in */
  LossInputs(Scaling scaling, double[] spread, double ratio) {
    qdScale = scaling.qd();
    qddScale = scaling.qdd();
    this.spread = spread.clone();
    keepReversed = StrictMath.exp(-ratio / REVERSED_SAMPLES);
    keepRegrasped = StrictMath.exp(-ratio / REGRASPED_SAMPLES);
    direction = new double[scaling.joints()];
    reversed = new double[scaling.joints()];
  }

  /**
   * Those of the next sample.
   *
   * @param x (q, qd, qdd, load), scaled
   * @param f0 torques of the mean of all arms, scaled
   * @param psi receives {@link #COUNT} numbers of joint 0, then of joint 1, ...
   */
  @HotPath
  void into(double[] x, double[] f0, double[] psi) {
    int n = direction.length;
    double load = x[3 * n];
    regrasped[0] *= keepRegrasped;
    if (Math.abs(load - regrasped[1]) > LOAD_STEP) {
      regrasped[0] = 1;
      regrasped[1] = load;
    }
    for (int j = 0; j < n; j++) {
      double qd = x[n + j] * qdScale[j];
      turn(j, qd);
      int at = j * COUNT;
      psi[at] = StrictMath.tanh(Math.abs(qd) / MOVING_RAD_PER_S);
      psi[at + 1] = StrictMath.exp(-qd * qd / (STICKING_RAD_PER_S * STICKING_RAD_PER_S));
      psi[at + 2] = StrictMath.tanh(Math.abs(x[2 * n + j] * qddScale[j]) / HURRIED_RAD_PER_S2);
      psi[at + 3] = reversed[j];
      psi[at + 4] = regrasped[0];
      psi[at + 5] = Math.max(0, Math.min(1, load));
      psi[at + 6] = StrictMath.tanh(Math.abs(f0[j]) / spread[j]);
    }
  }

  @HotPath
  private void turn(int j, double qd) {
    reversed[j] *= keepReversed;
    if (Math.abs(qd) < TURNING_RAD_PER_S) {
      return;
    }
    double now = Math.signum(qd);
    if (now * direction[j] < 0) {
      reversed[j] = 1;
    }
    direction[j] = now;
  }

  /** Nothing has happened yet. */
  @HotPath
  void forget() {
    Arrays.fill(direction, 0);
    Arrays.fill(reversed, 0);
    Arrays.fill(regrasped, 0);
  }

  void collectState(StateBlocks state) {
    state.add(direction);
    state.add(reversed);
    state.add(regrasped);
  }
}
