package org.statewise.controller.loop;

import org.HdrHistogram.Histogram;
import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * How old the states of a run were when their tick began: plain stores of the control thread, read by
 * others after the run.
 */
public final class StateAges {
  private static final long MAX_NS = 60_000_000_000L;

  /** Over a network that keeps up, states come younger, in periods. */
  private static final int OLD_PERIODS = 2;

  /** A hundredth of a value is as fine as anyone needs it. */
  private final Histogram agesNs = new Histogram(MAX_NS, 2);
  private final long periodNs;
  private long lastNs;
  private long lastOnArrivalNs;
  private long largestNs;
  private long largestErrorNs;
  private long unknown;

  StateAges(long periodNs) {
    this.periodNs = periodNs;
  }

  /** A state came. */
  @HotPath
  void add(JointState state, long nowNs) {
    lastNs = state.ageNs(nowNs);
    lastOnArrivalNs = state.ageOnArrivalNs;
    largestNs = Math.max(largestNs, lastNs);
    agesNs.recordValue(Math.clamp(lastNs, 0, MAX_NS));
    largestErrorNs = Math.max(largestErrorNs, state.ageErrorNs);
    unknown += state.ageErrorNs < 0 ? 1 : 0;
  }

  /** The age of the last state, ns. */
  public long lastNs() {
    return lastNs;
  }

  /** Whether the last state was old when it came already. */
  public boolean lastCameOld() {
    return lastOnArrivalNs > OLD_PERIODS * periodNs;
  }

  /** The largest age, ns. */
  public long largestNs() {
    return largestNs;
  }

  /** The age that 99 of 100 states did not pass, ns. */
  public long p99Ns() {
    return Math.min(largestNs, agesNs.getValueAtPercentile(99));
  }

  /** The most that any age may be wrong which was known at all, ns. */
  public long largestErrorNs() {
    return largestErrorNs;
  }

  /** Of how many states the age counts from their arrival, since what was before is unknown. */
  public long unknown() {
    return unknown;
  }
}
