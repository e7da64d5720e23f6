package org.statewise.controller.replay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final ReplayLink link;
  private final List<Motion> motions = new CopyOnWriteArrayList<>();
  private String segment;
  private int round;

  /** Follows what {@code link} plays. */
  public StreamSetpoints(ReplayLink link) {
    this.link = link;
  }

  @Override
  public Motion motion(int index) {
    return motions.get(index);
  }

  @Override
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    if (!link.motion().equals(segment) || link.round() != round) {
      segment = link.motion();
      round = link.round();
      motions.add(new Motion(segment, round));
    }
    out.motion = motions.size() - 1;
    for (int j = 0; j < out.qDes.length; j++) {
      out.qDes[j] = now.q[j];
      out.qdDes[j] = now.qd[j];
      out.qddDes[j] = Double.isNaN(now.qdd[j]) ? 0 : now.qdd[j];
    }
  }
}
