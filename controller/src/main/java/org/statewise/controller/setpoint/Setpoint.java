package org.statewise.controller.setpoint;

import org.statewise.models.HotPath;

/** What is desired at one instant: a reused carrier, written by a {@link SetpointSource}. SI units. */
public final class Setpoint {
  public final double[] qDes;
  public final double[] qdDes;
  public final double[] qddDes;

  /** Index into the source's motions; -1 outside of any. */
  public int motion = -1;

  /** Whether the tool should hold its load. */
  public boolean gripperClosed;

  /** The source has nothing more to come; the desired velocity is zero. */
  public boolean finished;

  /** Whether it neither moves nor is about to. */
  @HotPath
  public boolean isStill() {
    boolean still = true;
    for (int j = 0; j < qdDes.length; j++) {
      still &= qdDes[j] == 0 && qddDes[j] == 0;
    }
    return still;
  }

  /** A set-point of {@code joints} joints, all zero. */
  public Setpoint(int joints) {
    qDes = new double[joints];
    qdDes = new double[joints];
    qddDes = new double[joints];
  }
}
