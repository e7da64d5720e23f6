package org.statewise.controller.loop;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.models.HotPath;
import org.statewise.models.SinCos;

/**
 * An arm that is not there: it sways a little around a pose, whatever it is told. A throw-away copy of
 * the tick runs against it until the JIT compiler is done, before the real arm is engaged. A disturbed one
 * misses states now and then, is late, and breaks a number in the end.
 */
public final class WarmUpLink implements ArmLink {
  private static final double SWAY_RAD = 1e-3;
  private static final int LATE_EVERY = 97;
  private static final int MISSED_EVERY = 41;
  private static final int BROKEN_EVERY = 900;

  private final ArmInfo info;
  private final double[] pose;
  private final boolean disturbed;
  private long waits;
  private long states;

  /** Sways around {@code pose}, rad. */
  public WarmUpLink(ArmInfo info, double[] pose, boolean disturbed) {
    this.info = info;
    this.disturbed = disturbed;
    this.pose = pose.clone();
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    waits++;
    states++;
    if (disturbed && waits % LATE_EVERY == 0) {
      return AwaitResult.LATE;
    }
    if (disturbed && waits % MISSED_EVERY == 0) {
      states++;
    }
    state.sequence = states;
    state.armTimeNs = states * info.periodNs();
    state.receivedNs = state.armTimeNs;
    state.mode = ArmMode.COMMANDED;
    double angle = states * 0.01;
    for (int j = 0; j < pose.length; j++) {
      state.q[j] = pose[j] + SWAY_RAD * SinCos.sin(angle);
      state.qd[j] = SWAY_RAD * SinCos.cos(angle);
      state.tau[j] = 0;
    }
    if (disturbed && waits % BROKEN_EVERY == 0) {
      state.qd[0] = Double.NaN;
    }
    return AwaitResult.FRESH;
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    return SendResult.SENT;
  }

  @Override
  @HotPath
  public long nowNs() {
    return states * info.periodNs();
  }

  @Override
  public void release() {}

  @Override
  public void close() {}
}
