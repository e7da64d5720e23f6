package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * Orders datagrams by the 32-bit counter of their sender, which wraps around: the network may repeat,
 * reorder and lose them. A sender that begins anew counts from somewhere behind, or further ahead than
 * time allows; that shows after {@link #RESTART_AFTER} datagrams in a row which are all out of place, yet
 * each ahead of the one before.
 */
@HotPath
final class SequenceTracker {
  /** No network of one hop holds back this many in order. */
  static final int RESTART_AFTER = 10;

  /** What is to be thought of a datagram. */
  enum Verdict {
    NEWER, DUPLICATED, REORDERED,
    /** Counted further on than its sender can have come. */
    FAR_AHEAD,
    /** Newer, of a sender that began anew. */
    RESTARTED
  }

  private boolean known;
  private int last;
  private int lastOutOfPlace;
  private int outOfPlaceInARow;
  private long unwrapped;
  private long lost;

  /** Takes a counter that may be any number ahead. */
  Verdict offer(int counter) {
    return offer(counter, Integer.MAX_VALUE);
  }

  /**
   * Takes a counter.
   *
   * @param maxAhead how far the sender can have counted since the newest datagram
   */
  Verdict offer(int counter, int maxAhead) {
    int ahead = counter - last;
    if (!known || (ahead > 0 && ahead <= maxAhead)) {
      lost += known ? ahead - 1L : 0;
      unwrapped += known ? ahead : 1;
      accept(counter);
      return Verdict.NEWER;
    }
    if (ahead == 0) {
      return Verdict.DUPLICATED;
    }
    outOfPlaceInARow = outOfPlaceInARow == 0 || counter - lastOutOfPlace > 0
        ? outOfPlaceInARow + 1
        : 1;
    lastOutOfPlace = counter;
    if (outOfPlaceInARow < RESTART_AFTER) {
      return ahead > 0 ? Verdict.FAR_AHEAD : Verdict.REORDERED;
    }
    unwrapped++;
    accept(counter);
    return Verdict.RESTARTED;
  }

  /** How far ahead of the newest datagram that is; 0 or less if it is none that comes next. */
  int ahead(int counter) {
    return known ? counter - last : 0;
  }

  private void accept(int counter) {
    known = true;
    last = counter;
    outOfPlaceInARow = 0;
  }

  /** Forgets the sender; the next one may count from anywhere. */
  void forget() {
    known = false;
    outOfPlaceInARow = 0;
  }

  /** The count of the newest datagram, from 1, lost ones included; it never falls. */
  long unwrapped() {
    return unwrapped;
  }

  /** How many datagrams were skipped, some of which may have come too late since. */
  long lost() {
    return lost;
  }
}
