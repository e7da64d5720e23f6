package org.statewise.bridge.exchange;

import org.statewise.models.HotPath;

/**
 * Estimates from round trips how far another machine's clock is ahead of this one's, as NTP does. A
 * request leaves at t1, arrives at t2 of the other clock, its answer leaves at t3 of the other
 * clock and arrives at t4:
 *
 * <p>delay = (t4 - t1) - (t3 - t2), offset = ((t2 - t1) + (t3 - t4)) / 2.
 *
 * <p>The offset is wrong by half of what the two ways differ, (out - back) / 2, and so by half of
 * the delay at most; no round trip can separate the two directions. The estimate is the trip with
 * the least delay of the last {@link #WINDOW_NS}, where a trip loses {@link #MAX_DRIFT} of its age
 * in certainty. Two trips that contradict each other show that a clock was set: all before the
 * newest are forgotten then.
 *
 * <p>No clock of its own, allocates nothing after construction. One thread.
 */
@HotPath
public final class ClockOffset {
  /** How long a trip is remembered, ns; without a younger one the offset is unknown. */
  public static final long WINDOW_NS = 10_000_000_000L;

  /** Two quartz clocks drift apart by at most this: 100 ppm each. */
  public static final double MAX_DRIFT = 200e-6;

  private static final int SLOTS = 20;
  private static final long SLOT_NS = WINDOW_NS / SLOTS;
  private static final long NONE = Long.MIN_VALUE;

  /** The best trip of each stretch of the window; slot k is of the stretches k, k + SLOTS and so on. */
  private final long[] stretches = new long[SLOTS];
  private final long[] offsetsNs = new long[SLOTS];
  private final long[] delaysNs = new long[SLOTS];
  private final long[] arrivalsNs = new long[SLOTS];

  private boolean known;
  private int best;
  private long newestNs;
  private long jumps;

  /** An estimator that knows nothing yet. */
  public ClockOffset() {
    forget();
  }

  private void forget() {
    for (int k = 0; k < SLOTS; k++) {
      stretches[k] = NONE;
    }
    known = false;
  }

  /**
   * Takes a round trip. One whose delay is negative or longer than the window is ignored.
   *
   * @param sentNs t1, this clock
   * @param remoteReceivedNs t2, the other clock; t3 where the other end does not send it, which
   *     makes the delay longer by the time that the request lay there
   * @param remoteSentNs t3, the other clock
   * @param receivedNs t4, this clock; does not fall from call to call
   */
  public void roundTrip(long sentNs, long remoteReceivedNs, long remoteSentNs, long receivedNs) {
    long delayNs = receivedNs - sentNs - (remoteSentNs - remoteReceivedNs);
    if (delayNs < 0 || delayNs > WINDOW_NS) {
      return;
    }
    // ((t2 - t1) + (t3 - t4)) / 2, without the sum, which may be too large
    long offsetNs = remoteReceivedNs - sentNs - delayNs / 2;
    if (isKnown(receivedNs) && Math.abs(offsetNs - offsetsNs[best]) > delayNs / 2 + 1
        + errorNs(receivedNs)) {
      forget();
      jumps++;
    }
    newestNs = receivedNs;
    keep(offsetNs, delayNs, receivedNs);
    choose(receivedNs);
  }

  private void keep(long offsetNs, long delayNs, long receivedNs) {
    long stretch = Math.floorDiv(receivedNs, SLOT_NS);
    int k = Math.floorMod(stretch, SLOTS);
    if (stretches[k] != stretch
        || errorNs(delayNs, receivedNs, receivedNs) <= errorNs(k, receivedNs)) {
      stretches[k] = stretch;
      offsetsNs[k] = offsetNs;
      delaysNs[k] = delayNs;
      arrivalsNs[k] = receivedNs;
    }
  }

  private void choose(long nowNs) {
    known = false;
    for (int k = 0; k < SLOTS; k++) {
      if (stretches[k] != NONE && nowNs - arrivalsNs[k] <= WINDOW_NS
          && (!known || errorNs(k, nowNs) < errorNs(best, nowNs))) {
        best = k;
        known = true;
      }
    }
  }

  /** Half the delay, and what the clocks may have drifted apart since. */
  private static long errorNs(long delayNs, long arrivalNs, long nowNs) {
    return delayNs / 2 + (long) (MAX_DRIFT * (nowNs - arrivalNs));
  }

  private long errorNs(int k, long nowNs) {
    return errorNs(delaysNs[k], arrivalsNs[k], nowNs);
  }

  /** Whether there was a trip within the window before {@code nowNs}. */
  public boolean isKnown(long nowNs) {
    return known && nowNs - newestNs <= WINDOW_NS;
  }

  /** What this clock showed when the other one showed {@code remoteNs}; only while {@link #isKnown}. */
  public long toLocalNs(long remoteNs) {
    return remoteNs - offsetsNs[best];
  }

  /** The most that {@link #toLocalNs} may be wrong at {@code nowNs}, ns; only while {@link #isKnown}. */
  public long errorNs(long nowNs) {
    return errorNs(best, nowNs);
  }

  /** How often a clock was found to have been set. */
  public long jumps() {
    return jumps;
  }
}
