package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * Iterative learning control: remembers by phase of a repeated task what torque was missing (Bristow,
 * Tharayil and Alleyne, 2006). After each round, k its ticks,
 *
 * <pre>
 * w(k) += gamma (Q[uModel + uFb](k) - w(k))
 * </pre>
 *
 * <p>Q is a low-pass that runs forward and then backward over the round, so that it shifts nothing. The
 * next round plays w(k + lead). Rounds that are no repetition are remembered all the same.
 */
final class IterativeLearning extends RivalModel {
  private final Rival.Iterative settings;
  private final double dtSeconds;
  private final IntFunction<Motion> motions;
  private final int joints;
  private final int leadTicks;
  private List<double[]> memory = List.of();
  private List<double[]> trace = new ArrayList<>();
  private int round;

  IterativeLearning(ArmModel nominal, Rival.Iterative settings, double dtSeconds,
      IntFunction<Motion> motions) {
    super(nominal);
    this.settings = settings;
    this.dtSeconds = dtSeconds;
    this.motions = motions;
    joints = nominal.jointCount();
    leadTicks = (int) Math.round(settings.leadSeconds() / dtSeconds);
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    Arrays.fill(uModel, 0);
    if (round > 0 && !memory.isEmpty()) {
      // What comes after the round's end is the beginning of the next.
      int k = (trace.size() + leadTicks) % memory.size();
      System.arraycopy(memory.get(k), 0, uModel, 0, joints);
    }
  }

  @Override
  void see(TickRecord tick) {
    if (tick.phase != LoopPhase.RUNNING || tick.motion < 0) {
      return;
    }
    int now = motions.apply(tick.motion).round();
    if (now != round) {
      if (round > 0) {
        remember();
      }
      trace = new ArrayList<>();
      round = now;
    }
    double[] missing = new double[joints];
    for (int j = 0; j < joints; j++) {
      missing[j] = tick.uModel[j] + tick.uFb[j];
    }
    trace.add(missing);
  }

  private void remember() {
    zeroPhase(trace, settings.cutOffHz(), dtSeconds);
    double gamma = share * settings.gain();
    List<double[]> next = new ArrayList<>();
    for (int k = 0; k < trace.size(); k++) {
      double[] w = k < memory.size() ? memory.get(k) : new double[joints];
      for (int j = 0; j < joints; j++) {
        w[j] += gamma * (trace.get(k)[j] - w[j]);
      }
      next.add(w);
    }
    memory = next;
  }

  /** y_k = y_{k-1} + a (x_k - y_{k-1}), a = 1 - exp(-2 pi f dt), forward, then the same backward; in place. */
  static void zeroPhase(List<double[]> x, double cutOffHz, double dtSeconds) {
    double a = 1 - Math.exp(-2 * Math.PI * cutOffHz * dtSeconds);
    for (int k = 1; k < x.size(); k++) {
      follow(x.get(k), x.get(k - 1), a);
    }
    for (int k = x.size() - 2; k >= 0; k--) {
      follow(x.get(k), x.get(k + 1), a);
    }
  }

  private static void follow(double[] x, double[] last, double a) {
    for (int j = 0; j < x.length; j++) {
      x[j] = last[j] + a * (x[j] - last[j]);
    }
  }
}
