package org.statewise.controller.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/**
 * What a run came to so far. The telemetry thread feeds it from the ring, others look at it: none of
 * them is the control thread, so a lock is fine here.
 */
public final class RunStatistics {
  /** Weight of the newest tick in what the status line shows: half of it is from the last second. */
  private static final double SMOOTHING = 1.0 / 250;

  private final IntFunction<Motion> motions;
  private final List<MotionStatistics> table = new ArrayList<>();
  private final Histogram latencyNs = new Histogram(60_000_000_000L, 3);
  private final TickRecord last;
  private int currentMotion = -1;
  private double squaredErrorRad2;
  private double squaredFeedback;
  private double squaredTorque;
  private double squaredPredictionNm2;
  private long ticks;
  private final Map<String, Integer> interventions = new LinkedHashMap<>();

  /** For an arm of {@code joints} joints; {@code motions} names what an index means. */
  public RunStatistics(int joints, IntFunction<Motion> motions) {
    this.motions = motions;
    last = new TickRecord(joints);
  }

  /** Takes one tick. */
  public synchronized void add(TickRecord tick) {
    ticks++;
    last.copyFrom(tick);
    if (tick.intervention != Intervention.NONE) {
      interventions.merge(tick.intervention.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    if (tick.latencyNs > 0) {
      latencyNs.recordValue(Math.min(tick.latencyNs, latencyNs.getHighestTrackableValue()));
    }
    if (tick.phase == LoopPhase.RUNNING) {
      smooth(tick);
      addToMotion(tick);
    }
  }

  private void addToMotion(TickRecord tick) {
    if (tick.motion < 0) {
      return;
    }
    // A plan's motions come in order; one that was wholly dropped leaves no row.
    if (tick.motion != currentMotion) {
      currentMotion = tick.motion;
      table.add(new MotionStatistics(motions.apply(tick.motion)));
    }
    table.getLast().add(tick);
  }

  private void smooth(TickRecord tick) {
    int n = tick.u.length;
    double error = 0;
    double feedback = 0;
    double torque = 0;
    double prediction = 0;
    for (int j = 0; j < n; j++) {
      double e = tick.qDes[j] - tick.state.q[j];
      error += e * e / n;
      feedback += tick.uFb[j] * tick.uFb[j];
      torque += tick.u[j] * tick.u[j];
      prediction += tick.predictionError[j] * tick.predictionError[j] / n;
    }
    squaredErrorRad2 += SMOOTHING * (error - squaredErrorRad2);
    squaredFeedback += SMOOTHING * (feedback - squaredFeedback);
    squaredTorque += SMOOTHING * (torque - squaredTorque);
    if (tick.learned) {
      squaredPredictionNm2 += SMOOTHING * (prediction - squaredPredictionNm2);
    }
  }

  /** How often supervision did what to the adaptation. */
  public synchronized Map<String, Integer> interventions() {
    return new LinkedHashMap<>(interventions);
  }

  /** The rows of the motions so far. */
  public synchronized List<MotionSummary> motions() {
    return table.stream().map(MotionStatistics::summary).toList();
  }

  /** Percentile of the tick's latency, us. */
  public synchronized double latencyMicros(double percentile) {
    return latencyNs.getTotalCount() == 0 ? 0 : latencyNs.getValueAtPercentile(percentile) * 1e-3;
  }

  /** Longest latency of a tick, us. */
  public synchronized double latencyMaxMicros() {
    return latencyNs.getTotalCount() == 0 ? 0 : latencyNs.getMaxValue() * 1e-3;
  }

  /** Copies the newest tick out; false if there was none yet. */
  public synchronized boolean lastInto(TickRecord into) {
    into.copyFrom(last);
    return ticks > 0;
  }

  /** What the status line shows. */
  public synchronized Status status() {
    Motion motion = last.motion < 0 ? new Motion("-", 0) : motions.apply(last.motion);
    return new Status(ticks, last.phase, motion, 1e3 * Math.sqrt(squaredErrorRad2),
        squaredTorque == 0 ? 0 : squaredFeedback / squaredTorque, squaredPredictionNm2,
        last.latencyNs * 1e-3);
  }

  /**
   * A glance at the run, smoothed over about a second.
   *
   * @param ticks seen so far
   * @param phase of the newest tick
   * @param motion of the newest tick
   * @param trackingRmseMrad over the joints
   * @param feedbackShare sum of squares of u_fb over that of u
   * @param predictionMseNm2 before learning
   * @param latencyMicros of the newest tick
   */
  public record Status(long ticks, LoopPhase phase, Motion motion, double trackingRmseMrad,
      double feedbackShare, double predictionMseNm2, double latencyMicros) {}
}
