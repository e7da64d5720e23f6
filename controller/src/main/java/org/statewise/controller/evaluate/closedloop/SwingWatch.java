package org.statewise.controller.evaluate.closedloop;

import java.util.Arrays;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/**
 * Watches from outside of supervision for how long a model's torque is let swing. A swing is torque above
 * 4 Hz that crosses from beyond +0.4 % of the limit to beyond -0.4 % or back within half a period of 8 Hz,
 * three times or more; whatever supervision does ends it, and a model that is withdrawn does not swing.
 * What stays below 1.5 times the amplitude that the feedback has there without any model is no swing of the
 * model's.
 */
final class SwingWatch {
  static final double LOWEST_HERTZ = 8;
  private static final double THRESHOLD = 0.004;
  private static final double OVER_BASELINE = 1.5;
  private static final int FEWEST_TURNS = 3;

  private final double[] tauMax;
  private final double dtSeconds;
  /** Half a period of the slowest swing. */
  private final int longestTicks;
  private final SwingBaseline baseline;
  private final HighPass filter;
  private final double[] torque;
  private final int[] side;
  private final int[] sinceTurn;
  private final int[] turns;
  private final int[] swinging;
  private int ticks;
  private boolean withdrawn;
  private double longestSeconds;

  /** @param baseline of the same plant without a model */
  SwingWatch(double[] tauMax, double dtSeconds, SwingBaseline baseline) {
    this.tauMax = tauMax.clone();
    this.baseline = baseline;
    this.dtSeconds = dtSeconds;
    longestTicks = (int) (0.5 / LOWEST_HERTZ / dtSeconds);
    int n = tauMax.length;
    filter = new HighPass(n, LOWEST_HERTZ / 2, dtSeconds);
    torque = new double[n];
    side = new int[n];
    sinceTurn = new int[n];
    turns = new int[n];
    swinging = new int[n];
  }

  void see(TickRecord tick) {
    ticks++;
    if (tick.phase != LoopPhase.RUNNING) {
      return;
    }
    Intervention done = tick.observerIntervention == Intervention.NONE
        ? tick.intervention
        : tick.observerIntervention;
    if (done != Intervention.NONE) {
      withdrawn = done != Intervention.REARMED && (withdrawn || done.stops());
      Arrays.fill(swinging, 0);
      Arrays.fill(turns, 0);
    }
    for (int j = 0; j < tauMax.length; j++) {
      torque[j] = filter.step(j, tick.uModel[j] / tauMax[j]);
      turn(j);
    }
  }

  private void turn(int j) {
    double least = Math.max(THRESHOLD, OVER_BASELINE * baseline.amplitude(ticks, j));
    int now = withdrawn || Math.abs(torque[j]) < least ? 0 : (int) Math.signum(torque[j]);
    sinceTurn[j]++;
    swinging[j]++;
    if (now != 0 && now != side[j]) {
      turns[j]++;
      if (sinceTurn[j] > longestTicks) {
        swinging[j] = 0;
        turns[j] = 0;
      }
      sinceTurn[j] = 0;
      side[j] = now;
    } else if (sinceTurn[j] > longestTicks) {
      swinging[j] = 0;
      turns[j] = 0;
      side[j] = 0;
    }
    if (turns[j] >= FEWEST_TURNS) {
      longestSeconds = Math.max(longestSeconds, swinging[j] * dtSeconds);
    }
  }

  /** Whether the model is withdrawn. */
  boolean isWithdrawn() {
    return withdrawn;
  }

  /** The model's torque of joint {@code j} above 4 Hz, a part of its limit. */
  double torque(int j) {
    return torque[j];
  }

  /** Whether joint {@code j} has swung for longer than half a period of 8 Hz. */
  boolean swings(int j) {
    return swinging[j] > longestTicks;
  }

  /** The longest time that a swing was let go on, s. */
  double longestSeconds() {
    return longestSeconds;
  }
}
