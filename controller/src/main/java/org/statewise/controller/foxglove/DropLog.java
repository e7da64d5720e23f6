package org.statewise.controller.foxglove;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that clients did not get messages: at once when that begins, then once a minute. The server's thread. */
final class DropLog {
  private static final Logger LOG = LoggerFactory.getLogger(DropLog.class);
  private static final long PAUSE_NS = 60_000_000_000L;

  private final FoxgloveFeed feed;
  private long leftOut;
  private long dropped;
  private boolean logged;
  private long loggedNs;

  /** @param feed where what is lost is counted */
  DropLog(FoxgloveFeed feed) {
    this.feed = feed;
  }

  /** @param nowNs monotonic */
  void look(long nowNs) {
    long nowLeftOut = feed.leftOut();
    long nowDropped = feed.dropped();
    boolean isNew = nowLeftOut != leftOut || nowDropped != dropped;
    if (!isNew || (logged && nowNs - loggedNs < PAUSE_NS)) {
      return;
    }
    LOG.atWarn().addKeyValue("slowClient", nowLeftOut - leftOut)
        .addKeyValue("fullQueue", nowDropped - dropped).log("foxglove messages dropped");
    leftOut = nowLeftOut;
    dropped = nowDropped;
    logged = true;
    loggedNs = nowNs;
  }
}
