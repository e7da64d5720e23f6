package org.statewise.controller.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.MotionFigures;
import org.statewise.controller.loop.RunTally;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;

/**
 * What a run came to so far. The telemetry thread feeds it from the ring, others look at it: none of
 * them is the control thread, so a lock is fine here. Its motions come from the control thread's own
 * tally and are whole; a glance and the latencies are of the ticks that the ring had room for.
 */
public final class RunStatistics {
  /** A run may last for months: it keeps this many rows, and the sum of all. */
  static final int MAX_ROWS = 2000;

  /** Weight of the newest tick in what the status line shows: half of it is from the last second. */
  private static final double SMOOTHING = 1.0 / 250;

  private final IntFunction<Motion> motions;
  private final RunTally tally;
  private final boolean realTime;
  private final Deque<MotionSummary> table = new ArrayDeque<>();
  private final MotionFigures total = new MotionFigures();
  private final Histogram latencyNs = new Histogram(60_000_000_000L, 3);
  private final TickRecord last;
  private long motionsBefore;
  private double squaredErrorRad2;
  private double squaredFeedback;
  private double squaredFeedForward;
  private double squaredPredictionNm2;
  private final BorneShares shares = new BorneShares();
  private long ticks;

  /**
   * For an arm of {@code joints} joints.
   *
   * @param motions names what an index means
   * @param tally taken from here alone
   * @param realTime whether latencies mean anything
   */
  public RunStatistics(int joints, IntFunction<Motion> motions, RunTally tally,
      boolean realTime) {
    this.motions = motions;
    this.tally = tally;
    this.realTime = realTime;
    last = new TickRecord(joints);
  }

  /** Takes one tick. */
  public synchronized void add(TickRecord tick) {
    ticks++;
    last.copyFrom(tick);
    if (tick.latencyNs > 0) {
      latencyNs.recordValue(Math.min(tick.latencyNs, latencyNs.getHighestTrackableValue()));
    }
    if (tick.phase == LoopPhase.RUNNING) {
      smooth(tick);
    }
    tally.take(this::addRow);
  }

  private void addRow(MotionFigures figures) {
    total.add(figures);
    table.addLast(MotionSummary.of(motions.apply(figures.motion), figures));
    if (table.size() > MAX_ROWS) {
      table.removeFirst();
      motionsBefore++;
    }
  }

  private void smooth(TickRecord tick) {
    int n = tick.u.length;
    double error = 0;
    double feedback = 0;
    double feedForward = 0;
    double prediction = 0;
    for (int j = 0; j < n; j++) {
      double e = tick.qDes[j] - tick.state.q[j];
      double uFf = tick.uPrior[j] + tick.uModel[j];
      error += e * e / n;
      feedback += tick.uFb[j] * tick.uFb[j];
      feedForward += uFf * uFf;
      prediction += tick.predictionError[j] * tick.predictionError[j] / n;
    }
    squaredErrorRad2 += SMOOTHING * (error - squaredErrorRad2);
    squaredFeedback += SMOOTHING * (feedback - squaredFeedback);
    squaredFeedForward += SMOOTHING * (feedForward - squaredFeedForward);
    if (tick.learned) {
      squaredPredictionNm2 += SMOOTHING * (prediction - squaredPredictionNm2);
      shares.add(tick);
    }
  }

  /** The rows of the last motions that ended, at most {@value #MAX_ROWS}. */
  public synchronized List<MotionSummary> motions() {
    tally.take(this::addRow);
    return List.copyOf(table);
  }

  /** How many motions ended before those of {@link #motions}. */
  public synchronized long motionsBefore() {
    return motionsBefore;
  }

  /** All motions that ended, as one row. */
  public synchronized MotionSummary total() {
    tally.take(this::addRow);
    return MotionSummary.of(new Motion("all", 0), total);
  }

  /** Percentile of the tick's latency, us. */
  public synchronized double latencyMicros(double percentile) {
    return latencyNs.getTotalCount() == 0 ? 0 : latencyNs.getValueAtPercentile(percentile) * 1e-3;
  }

  /** Longest latency of a tick, us. */
  public synchronized double latencyMaxMicros() {
    return latencyNs.getTotalCount() == 0 ? 0 : latencyNs.getMaxValue() * 1e-3;
  }

  /** What the errors of the links in {@link #motions} and {@link #total} rest on. */
  public synchronized LinkSide linkSide() {
    tally.take(this::addRow);
    if (total.linkValues == 0) {
      return LinkSide.UNKNOWN;
    }
    return total.linkEstimated ? LinkSide.ESTIMATED : LinkSide.TRUE;
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
        MotionSummary.share(squaredFeedback, squaredFeedForward), squaredPredictionNm2,
        shares.memory(), shares.observer(), realTime ? last.latencyNs * 1e-3 : Double.NaN);
  }

  /**
   * A glance at the run, smoothed over about a second.
   *
   * @param ticks seen so far
   * @param phase of the newest tick
   * @param motion of the newest tick
   * @param trackingRmseMrad over the joints
   * @param feedbackShare sum of squares of u_fb over those of u_fb and u_ff
   * @param predictionMseNm2 before learning
   * @param memoryShare sum of squares of the memory's torque over that of what the prior leaves; NaN before
   *     the first sample
   * @param observerShare the same of the observer's torque
   * @param latencyMicros of the newest tick; NaN on a virtual clock, where it means nothing
   */
  public record Status(long ticks, LoopPhase phase, Motion motion, double trackingRmseMrad,
      double feedbackShare, double predictionMseNm2, double memoryShare, double observerShare,
      double latencyMicros) {}
}
