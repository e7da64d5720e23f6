package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.Arrays;
import org.statewise.controller.source.StreamRow;
import org.statewise.controller.source.StreamSource;

/**
 * Estimates a derivative that a stream lacks, from the two neighbours of a row in its segment and
 * their actual time stamps: fDot_k = (f_{k+1} - f_{k-1}) / (t_{k+1} - t_{k-1}); at a segment's ends
 * from the one neighbour: (f_{k+1} - f_k) / (t_{k+1} - t_k). A segment of one row gives NaN.
 *
 * <p>Passes rows on one row late. Estimating qdd behind qd chains two of these.
 */
final class DifferenceStage implements RowSink {
  /** What is estimated from what. */
  enum Derivative {
    QD_FROM_Q,
    QDD_FROM_QD;

    private double[] from(StreamRow row) {
      return this == QD_FROM_Q ? row.q : row.qd;
    }

    private double[] to(StreamRow row) {
      return this == QD_FROM_Q ? row.qd : row.qdd;
    }
  }

  private final Derivative derivative;
  private final RowSink next;
  private StreamRow previous;
  private StreamRow current;
  private boolean hasPrevious;
  private boolean hasCurrent;

  DifferenceStage(int joints, Derivative derivative, RowSink next) {
    this.derivative = derivative;
    this.next = next;
    previous = new StreamRow(joints);
    current = new StreamRow(joints);
  }

  /** What fills in the derivatives that a source does not have, on the way to {@code sink}. */
  static RowSink before(RowSink sink, StreamSource source) {
    RowSink first = sink;
    if (!source.hasQdd()) {
      first = new DifferenceStage(source.joints(), Derivative.QDD_FROM_QD, first);
    }
    if (!source.hasQd()) {
      first = new DifferenceStage(source.joints(), Derivative.QD_FROM_Q, first);
    }
    return first;
  }

  @Override
  public void row(StreamRow row) throws IOException {
    if (hasCurrent) {
      passCurrent(hasPrevious ? previous : current, row);
      StreamRow oldest = previous;
      previous = current;
      current = oldest;
      hasPrevious = true;
    }
    current.copyFrom(row);
    hasCurrent = true;
  }

  @Override
  public void endSegment() throws IOException {
    if (hasPrevious) {
      passCurrent(previous, current);
    } else if (hasCurrent) {
      Arrays.fill(derivative.to(current), Double.NaN);
      next.row(current);
    }
    hasPrevious = false;
    hasCurrent = false;
    next.endSegment();
  }

  private void passCurrent(StreamRow before, StreamRow after) throws IOException {
    double[] f0 = derivative.from(before);
    double[] f1 = derivative.from(after);
    double[] fDot = derivative.to(current);
    double dtSeconds = after.secondsSince(before);
    for (int j = 0; j < fDot.length; j++) {
      fDot[j] = (f1[j] - f0[j]) / dtSeconds;
    }
    next.row(current);
  }
}
