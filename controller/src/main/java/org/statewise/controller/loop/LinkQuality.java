package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** How the last states came: which part of them was missed or could not be used. */
final class LinkQuality {
  private final boolean[] lost;
  private int newest;
  private int lostCount;

  /** Remembers so many states. */
  LinkQuality(int states) {
    lost = new boolean[states];
  }

  /** So many states never came. */
  @HotPath
  void miss(long states) {
    for (long i = Math.min(states, lost.length); i > 0; i--) {
      put(true);
    }
  }

  /** One came. */
  @HotPath
  void arrive() {
    put(false);
  }

  /** The one that came last was too old to be answered. */
  @HotPath
  void spoil() {
    lostCount += lost[newest] ? 0 : 1;
    lost[newest] = true;
  }

  @HotPath
  private void put(boolean isLost) {
    newest = (newest + 1) % lost.length;
    lostCount += (isLost ? 1 : 0) - (lost[newest] ? 1 : 0);
    lost[newest] = isLost;
  }

  /** 0 to 1; states from before the first one count as good. */
  @HotPath
  double lossFraction() {
    return (double) lostCount / lost.length;
  }
}
