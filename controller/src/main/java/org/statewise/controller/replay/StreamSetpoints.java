package org.statewise.controller.replay;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;

/**
 * What an imported stream desires: just what it does, since nobody knows what was wanted. So the
 * feedback is zero, and the model predicts at (q, qd, qdd) as the paper's replays do. Each segment is a
 * motion.
 */
public final class StreamSetpoints implements SetpointSource {
  private final FollowedMotions motions;

  /** Follows what {@code link} plays. */
  public StreamSetpoints(ReplayLink link) {
    motions = new FollowedMotions(link);
  }

  @Override
  public Motion motion(int index) {
    return motions.motion(index);
  }

  @Override
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    out.motion = motions.current();
    for (int j = 0; j < out.qDes.length; j++) {
      out.qDes[j] = now.q[j];
      out.qdDes[j] = now.qd[j];
      out.qddDes[j] = Double.isNaN(now.qdd[j]) ? 0 : now.qdd[j];
    }
  }
}
