package org.statewise.controller.app.replay;

/** How fast a recording plays. */
public enum Speed {
  /** As fast as this machine can. */
  FAST,
  /** As it was recorded. */
  REALTIME
}
