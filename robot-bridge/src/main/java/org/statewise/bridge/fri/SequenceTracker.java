package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * Orders datagrams by the 32-bit counter of their sender, which wraps around: the network may repeat,
 * reorder and lose them. A sender that begins anew counts from somewhere behind; that shows after
 * {@link #RESTART_AFTER} datagrams in a row which are all behind, yet each ahead of the one before.
 */
@HotPath
final class SequenceTracker {
  /** No network of one hop holds back this many in order. */
  static final int RESTART_AFTER = 10;

  /** What is to be thought of a datagram. */
  enum Verdict {
    NEWER, DUPLICATED, REORDERED,
    /** Newer, of a sender that began anew. */
    RESTARTED
  }

  private boolean known;
  private int last;
  private int lastBehind;
  private int behindInARow;
  private long unwrapped;
  private long lost;

  Verdict offer(int counter) {
    int ahead = counter - last;
    if (!known || ahead > 0) {
      lost += known ? ahead - 1L : 0;
      unwrapped += known ? ahead : 1;
      accept(counter);
      return Verdict.NEWER;
    }
    if (ahead == 0) {
      return Verdict.DUPLICATED;
    }
    behindInARow = behindInARow == 0 || counter - lastBehind > 0 ? behindInARow + 1 : 1;
    lastBehind = counter;
    if (behindInARow < RESTART_AFTER) {
      return Verdict.REORDERED;
    }
    unwrapped++;
    accept(counter);
    return Verdict.RESTARTED;
  }

  private void accept(int counter) {
    known = true;
    last = counter;
    behindInARow = 0;
  }

  /** Forgets the sender; the next one may count from anywhere. */
  void forget() {
    known = false;
    behindInARow = 0;
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
