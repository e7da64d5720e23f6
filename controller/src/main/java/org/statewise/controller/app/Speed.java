package org.statewise.controller.app;

/** How fast a recording plays. */
enum Speed {
  /** As fast as this machine can. */
  FAST,
  /** As it was recorded. */
  REALTIME
}
