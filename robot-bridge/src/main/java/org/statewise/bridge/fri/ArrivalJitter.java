package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/** How far arrivals stray from the send period: root mean square and largest, a second at a time. */
@HotPath
final class ArrivalJitter {
  private static final long WINDOW_NS = 1_000_000_000;

  private boolean known;
  private long lastNs;
  private long beganNs;
  private double squares;
  private long count;
  private long largestNs;

  /**
   * Takes an arrival.
   *
   * @param dueAfterNs when it was due after the one before: lost ones make that more than a period
   * @param status gets the figures of each second that is complete
   */
  void arrived(long nowNs, long dueAfterNs, FriStatus status) {
    if (known) {
      long stray = Math.abs(nowNs - lastNs - dueAfterNs);
      squares += (double) stray * stray;
      largestNs = Math.max(largestNs, stray);
      count++;
      if (nowNs - beganNs >= WINDOW_NS) {
        status.jitterRmsNs = Math.sqrt(squares / count);
        status.jitterMaxNs = largestNs;
        begin(nowNs);
      }
    } else {
      begin(nowNs);
    }
    known = true;
    lastNs = nowNs;
  }

  private void begin(long nowNs) {
    beganNs = nowNs;
    squares = 0;
    count = 0;
    largestNs = 0;
  }
}
