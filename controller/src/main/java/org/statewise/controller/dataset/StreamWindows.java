package org.statewise.controller.dataset;

import java.util.Arrays;
import org.statewise.controller.source.StreamRow;

/**
 * Sums a stream up in short windows that do not overlap, so that noise averages out before anything
 * is derived: a window has at least 10 steps and 50 ms. What is left at a segment's end is passed over.
 */
final class StreamWindows {
  private static final int MIN_STEPS = 10;
  private static final double MIN_SECONDS = 0.05;

  /** Takes a window, whose arrays are overwritten after the call. */
  @FunctionalInterface
  interface Sink {
    /** Takes a window. */
    void window(StreamWindows window);
  }

  private final Sink sink;
  private final StreamRow first;
  private final StreamRow last;
  private boolean open;
  int steps;
  double seconds;

  /** Means over the window: of q and of tau by time. */
  final double[] q;
  final double[] tau;

  /** q at the end less q at the start, rad. */
  final double[] qStep;

  /** The integral of qd, rad: what the step of q should be. */
  final double[] qdIntegral;

  /** qd at the end less qd at the start, over the window's length: the mean acceleration. */
  final double[] qdd;

  StreamWindows(int joints, Sink sink) {
    this.sink = sink;
    first = new StreamRow(joints);
    last = new StreamRow(joints);
    q = new double[joints];
    tau = new double[joints];
    qStep = new double[joints];
    qdIntegral = new double[joints];
    qdd = new double[joints];
  }

  void row(StreamRow row) {
    if (open) {
      double dtSeconds = row.secondsSince(last);
      // Trapezoids: what lies between two rows counts by its length.
      for (int j = 0; j < q.length; j++) {
        q[j] += 0.5 * (last.q[j] + row.q[j]) * dtSeconds;
        tau[j] += 0.5 * (last.tau[j] + row.tau[j]) * dtSeconds;
        qdIntegral[j] += 0.5 * (last.qd[j] + row.qd[j]) * dtSeconds;
      }
      steps++;
    } else {
      start(row);
    }
    last.copyFrom(row);
    seconds = last.secondsSince(first);
    if (steps >= MIN_STEPS && seconds >= MIN_SECONDS) {
      close();
      start(row);
    }
  }

  /** The next row has nothing to do with the last. */
  void endSegment() {
    open = false;
  }

  private void start(StreamRow row) {
    first.copyFrom(row);
    open = true;
    steps = 0;
    Arrays.fill(q, 0);
    Arrays.fill(tau, 0);
    Arrays.fill(qdIntegral, 0);
  }

  private void close() {
    for (int j = 0; j < q.length; j++) {
      q[j] /= seconds;
      tau[j] /= seconds;
      qStep[j] = last.q[j] - first.q[j];
      qdd[j] = (last.qd[j] - first.qd[j]) / seconds;
    }
    sink.window(this);
  }
}
