package org.statewise.controller.setpoint;

import java.util.Arrays;
import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/** Stays at one pose for good. */
final class HoldPlan implements SetpointSource {
  private final double[] q;

  HoldPlan(double[] q) {
    this.q = q.clone();
  }

  @Override
  public Motion motion(int index) {
    return new Motion("hold", 1);
  }

  @Override
  @HotPath
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    System.arraycopy(q, 0, out.qDes, 0, q.length);
    Arrays.fill(out.qdDes, 0);
    Arrays.fill(out.qddDes, 0);
    out.motion = 0;
    out.gripperClosed = false;
    out.finished = false;
  }
}
