package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/** Makes a {@link RunMeasures} of the ticks of a run. */
final class RunObserver {
  private static final double RECOVERED_RAD = 1e-3;
  private static final long STEADY_NS = 300_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;
  /** Length of a round of a task that knows none. */
  private static final long WINDOW_NS = 8_000_000_000L;
  private static final double SHAKING_HZ = 3;
  private static final double FAST_HZ = 20;

  private final IntFunction<Motion> motions;
  private final boolean windows;
  private final List<RunMeasures.Motion> done = new ArrayList<>();
  private final List<Double> recoveries = new ArrayList<>();
  private final HighPass slowly;
  private final HighPass fast;
  private final double[] u1;
  private final double[] u2;
  private int segment = -1;
  private long beganNs = -1;
  private long segmentTicks;
  private double squares;
  private double linkSquares;
  private double peak;
  private double feedback;
  private double feedForward;
  private double memory;
  private double left;
  private double firstSquares;
  private long firstTicks;
  private double roughSquares;
  private double fastSquares;
  private long roughTicks;
  private int commands;
  private double shakingSquares;
  private long shakingTicks;
  private long trips;
  private long interventions;
  private long lowered;
  private boolean carried;
  private long pickedNs = -1;
  private long belowSinceNs = -1;

  /** @param windows whether rounds are windows of time, since the task has but one motion */
  RunObserver(int joints, IntFunction<Motion> motions, boolean windows, double dtSeconds) {
    this.motions = motions;
    this.windows = windows;
    slowly = new HighPass(joints, SHAKING_HZ, dtSeconds);
    fast = new HighPass(joints, FAST_HZ, dtSeconds);
    u1 = new double[joints];
    u2 = new double[joints];
  }

  void add(TickRecord tick) {
    trips += tick.trips != 0 ? 1 : 0;
    count(tick.intervention);
    count(tick.observerIntervention);
    if (tick.phase != LoopPhase.RUNNING || tick.motion < 0) {
      return;
    }
    long nowNs = tick.state.armTimeNs;
    if (beganNs < 0) {
      beganNs = nowNs;
    }
    int now = windows ? (int) ((nowNs - beganNs) / WINDOW_NS) : tick.motion;
    if (now != segment) {
      closeSegment();
      segment = now;
    }
    error(tick, nowNs);
    for (int j = 0; j < tick.qLink.length; j++) {
      double e = tick.qDes[j] - tick.qLink[j];
      linkSquares += e * e / tick.qLink.length;
    }
    rough(tick);
    if (tick.learned) {
      shares(tick);
    }
  }

  private void count(Intervention done) {
    interventions += done.stops() ? 1 : 0;
    lowered += done == Intervention.GAIN_LOWERED ? 1 : 0;
  }

  private void shares(TickRecord tick) {
    for (int j = 0; j < tick.uModel.length; j++) {
      double uMemory = tick.uModel[j] - tick.uObserver[j];
      memory += uMemory * uMemory;
      left += tick.priorError[j] * tick.priorError[j];
    }
  }

  private void error(TickRecord tick, long nowNs) {
    double sum = 0;
    double largest = 0;
    int n = tick.qDes.length;
    for (int j = 0; j < n; j++) {
      double e = tick.qDes[j] - tick.state.q[j];
      sum += e * e;
      largest = Math.max(largest, Math.abs(e));
      double uFf = tick.uPrior[j] + tick.uModel[j];
      feedback += tick.uFb[j] * tick.uFb[j];
      feedForward += uFf * uFf;
      double shake = slowly.step(j, e);
      if (round(segment) != 1) {
        shakingSquares += shake * shake;
      }
    }
    shakingTicks += round(segment) != 1 ? 1 : 0;
    squares += sum / n;
    segmentTicks++;
    peak = Math.max(peak, largest);
    if (nowNs - beganNs < SECOND_NS) {
      firstSquares += sum / n;
      firstTicks++;
    }
    recovery(tick.gripperClosed, largest, nowNs);
  }

  private int round(int index) {
    return windows ? index + 1 : motions.apply(index).round();
  }

  private void recovery(boolean carries, double error, long nowNs) {
    if (carries && !carried) {
      pickedNs = nowNs;
      belowSinceNs = -1;
    }
    if (!carries && pickedNs >= 0) {
      recoveries.add(Double.POSITIVE_INFINITY);
      pickedNs = -1;
    }
    carried = carries;
    if (pickedNs < 0) {
      return;
    }
    if (error >= RECOVERED_RAD) {
      belowSinceNs = -1;
    } else if (belowSinceNs < 0) {
      belowSinceNs = nowNs;
    }
    if (belowSinceNs >= 0 && nowNs - belowSinceNs >= STEADY_NS) {
      recoveries.add((belowSinceNs - pickedNs) * 1e-9);
      pickedNs = -1;
    }
  }

  private void rough(TickRecord tick) {
    for (int j = 0; j < u1.length; j++) {
      double above = fast.step(j, tick.u[j]);
      fastSquares += above * above / u1.length;
      if (commands >= 2) {
        double d = tick.u[j] - 2 * u1[j] + u2[j];
        roughSquares += d * d / (6 * u1.length);
      }
      u2[j] = u1[j];
      u1[j] = tick.u[j];
    }
    roughTicks += commands >= 2 ? 1 : 0;
    commands++;
  }

  private void closeSegment() {
    if (segmentTicks > 0) {
      Motion motion = windows ? new Motion("sine", segment + 1) : motions.apply(segment);
      done.add(new RunMeasures.Motion(motion.name(), motion.round(),
          1e3 * Math.sqrt(squares / segmentTicks), 1e3 * Math.sqrt(linkSquares / segmentTicks),
          1e3 * peak,
          feedback / Math.max(feedback + feedForward, Double.MIN_NORMAL), memory / left));
    }
    squares = 0;
    linkSquares = 0;
    peak = 0;
    feedback = 0;
    feedForward = 0;
    memory = 0;
    left = 0;
    segmentTicks = 0;
  }

  RunMeasures finish(String fault) {
    closeSegment();
    return new RunMeasures(done, 1e3 * Math.sqrt(firstSquares / Math.max(firstTicks, 1)),
        recoveries,
        Math.sqrt(roughSquares / Math.max(roughTicks, 1)),
        Math.sqrt(fastSquares / Math.max(commands, 1)),
        1e3 * Math.sqrt(shakingSquares / Math.max(shakingTicks, 1) / u1.length), trips,
        interventions, lowered, fault);
  }
}
