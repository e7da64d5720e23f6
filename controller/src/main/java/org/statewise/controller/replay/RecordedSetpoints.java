package org.statewise.controller.replay;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;

/**
 * What a recorded run desired, tick by tick. For a part of a recording, whose task was planned and begun
 * in a part before.
 */
public final class RecordedSetpoints implements SetpointSource {
  private final ReplayLink link;
  private final FollowedMotions motions;

  /** Follows what {@code link} plays. */
  public RecordedSetpoints(ReplayLink link) {
    this.link = link;
    motions = new FollowedMotions(link);
  }

  @Override
  public Motion motion(int index) {
    return motions.motion(index);
  }

  @Override
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    link.desiredInto(out);
    // Outside of any motion there is nothing to name.
    out.motion = link.motion().isEmpty() ? -1 : motions.current();
  }
}
