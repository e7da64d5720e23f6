package org.statewise.bridge.fri;

import java.util.EnumSet;
import java.util.Set;

/** What keeps a client in COMMANDING_WAIT, to be told once a wait. One thread. */
final class WaitReasons {
  private final Set<CabinetStop> told = EnumSet.noneOf(CabinetStop.class);

  /**
   * Whether the cabinet waits for something that was not told yet in this wait; it is from now on. A
   * cabinet that waits for nothing in the middle of a wait does not begin another.
   */
  boolean isNew(Cabinet cabinet) {
    if (!cabinet.waits()) {
      told.clear();
      return false;
    }
    return cabinet.waitsFor() != CabinetStop.NONE && told.add(cabinet.waitsFor());
  }
}
