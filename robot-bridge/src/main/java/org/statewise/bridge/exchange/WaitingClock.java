package org.statewise.bridge.exchange;

import java.util.function.LongSupplier;
import org.statewise.models.HotPath;

/**
 * The clock of an arm that waits for its controller, as both ends see it: it stands still from one period
 * after a state was due until that state comes, and each time that is counted as a slip. So the age of a
 * state is its age in the arm's time, on a busy machine too. After {@link #MAX_STANDSTILL_NS} it goes on by
 * itself, so that deadlines pass if no state ever comes.
 *
 * <p>One thread calls {@link #arrive}; any may read.
 */
public final class WaitingClock {
  /**
   * How long a simulated arm waits for its controller's answer at most, ns of time in which it had a processor
   * itself ({@link AnswerWait}): machines that are shared stop a process for a second or two.
   */
  public static final long MAX_WAIT_NS = 5_000_000_000L;

  /**
   * How long the clock stands still at most, ns: longer than the arm waits for an answer and for the next one
   * after it, both lost, on a machine that is late for each.
   */
  static final long MAX_STANDSTILL_NS = 3 * MAX_WAIT_NS;

  private final LongSupplier realNs;
  private final long maxBetweenStatesNs;
  private volatile long standstillFromNs;
  private volatile long slippedNs;
  private volatile long slips;

  /**
   * A clock that shows what {@code realNs} shows until it first stands still.
   *
   * @param realNs monotonic
   * @param periodNs the arm's, positive
   */
  public WaitingClock(LongSupplier realNs, long periodNs) {
    this.realNs = realNs;
    maxBetweenStatesNs = 2 * periodNs;
    standstillFromNs = realNs.getAsLong() + maxBetweenStatesNs;
  }

  /** The time, ns. */
  @HotPath
  public long nowNs() {
    // This order: a reader that sees the new standstill sees the slip that came before it.
    long fromNs = standstillFromNs;
    return shown(realNs.getAsLong() - slippedNs, fromNs);
  }

  private static long shown(long runningNs, long fromNs) {
    long stoodNs = runningNs - fromNs;
    return stoodNs <= 0 ? runningNs : fromNs + Math.max(0, stoodNs - MAX_STANDSTILL_NS);
  }

  /** A state comes; gives the time on this clock. */
  @HotPath
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  public long arrive() {
    long runningNs = realNs.getAsLong() - slippedNs;
    long nowNs = shown(runningNs, standstillFromNs);
    if (runningNs != nowNs) {
      slippedNs += runningNs - nowNs;
      slips++;
    }
    standstillFromNs = nowNs + maxBetweenStatesNs;
    return nowNs;
  }

  /** How often it stood still. */
  public long slips() {
    return slips;
  }

  /** For how long it stood still in all, ns. */
  public long slippedNs() {
    return slippedNs;
  }
}
