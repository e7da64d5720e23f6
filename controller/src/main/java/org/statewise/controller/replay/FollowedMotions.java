package org.statewise.controller.replay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.statewise.controller.setpoint.Motion;

/** Numbers the motions or segments of what a link plays, in the order of their coming. */
final class FollowedMotions {
  private final ReplayLink link;
  private final List<Motion> motions = new CopyOnWriteArrayList<>();
  private String name;
  private int round;

  FollowedMotions(ReplayLink link) {
    this.link = link;
  }

  Motion motion(int index) {
    return motions.get(index);
  }

  /** The index of the one that plays now. */
  int current() {
    if (!link.motion().equals(name) || link.round() != round) {
      name = link.motion();
      round = link.round();
      motions.add(new Motion(name, round));
    }
    return motions.size() - 1;
  }
}
