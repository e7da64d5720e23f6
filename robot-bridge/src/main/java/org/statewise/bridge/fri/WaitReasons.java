package org.statewise.bridge.fri;

import java.util.EnumSet;
import java.util.Set;

/** The reasons that keep a client in COMMANDING_WAIT, each reported once per wait. One thread. */
final class WaitReasons {
  private final Set<CabinetStop> reported = EnumSet.noneOf(CabinetStop.class);

  /**
   * Whether the cabinet waits for something that was not reported yet in this wait; it is from now on. A
   * cabinet that waits for nothing in the middle of a wait does not begin another.
   */
  boolean isNew(Cabinet cabinet) {
    if (!cabinet.waits()) {
      reported.clear();
      return false;
    }
    return cabinet.waitsFor() != CabinetStop.NONE && reported.add(cabinet.waitsFor());
  }
}
