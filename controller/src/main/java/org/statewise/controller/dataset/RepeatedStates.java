package org.statewise.controller.dataset;

import java.util.Arrays;
import org.statewise.controller.source.StreamRow;

/** Counts rows that repeat the row before: a source that was read faster than it measured. */
final class RepeatedStates {
  private final StreamRow before;
  private boolean hasBefore;
  private long count;
  private long run;
  private long longest;

  RepeatedStates(int joints) {
    before = new StreamRow(joints);
  }

  void add(StreamRow row) {
    boolean same = hasBefore && Arrays.equals(row.q, before.q) && Arrays.equals(row.qd, before.qd)
        && Arrays.equals(row.tau, before.tau);
    run = same ? run + 1 : 0;
    count += same ? 1 : 0;
    longest = Math.max(longest, run);
    before.copyFrom(row);
    hasBefore = true;
  }

  /** How many rows repeat the one before. */
  long count() {
    return count;
  }

  /** The most of them in a row. */
  long longest() {
    return longest;
  }
}
