package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** How long an arm may take to send its first state, by the link's clock. */
final class FirstStateTimeout {
  private static final long TIMEOUT_NS = 5_000_000_000L;

  private long beganNs;
  private boolean began;

  /** Whether the time is over since the first call. */
  @HotPath
  boolean isOver(long linkNowNs) {
    if (!began) {
      began = true;
      beganNs = linkNowNs;
    }
    return linkNowNs - beganNs > TIMEOUT_NS;
  }
}
