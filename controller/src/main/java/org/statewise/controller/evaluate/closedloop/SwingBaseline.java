package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.loop.TickRecord;

/**
 * How much the feedback of PD and prior alone swings on a plant, while it does what a model is then forced
 * to do with them. Waves of harmonic drives, friction and noise swing in a loop that learns nothing, and a
 * model that bears a part of them is not their cause.
 */
final class SwingBaseline {
  /** Of the amplitude around a tick, to either side. */
  private static final double AROUND_SECONDS = 0.25;

  private final double[] tauMax;
  private final int around;
  private final HighPass filter;
  /** Of the squares of each joint's torque, by tick. */
  private final List<double[]> sums = new ArrayList<>();

  SwingBaseline(double[] tauMax, double dtSeconds) {
    this.tauMax = tauMax.clone();
    around = (int) Math.round(AROUND_SECONDS / dtSeconds);
    filter = new HighPass(tauMax.length, SwingWatch.LOWEST_HERTZ / 2, dtSeconds);
    sums.add(new double[tauMax.length]);
  }

  void see(TickRecord tick) {
    double[] next = sums.getLast().clone();
    for (int j = 0; j < tauMax.length; j++) {
      double torque = filter.step(j, tick.uFb[j] / tauMax[j]);
      next[j] += torque * torque;
    }
    sums.add(next);
  }

  /** The amplitude of joint {@code j} around tick {@code k} of the run, root 2 of its RMS, a part of its limit. */
  double amplitude(int k, int j) {
    int from = Math.max(0, k - around);
    int to = Math.min(sums.size() - 1, k + around);
    return from >= to
        ? 0
        : Math.sqrt(2 * (sums.get(to)[j] - sums.get(from)[j]) / (to - from));
  }
}
