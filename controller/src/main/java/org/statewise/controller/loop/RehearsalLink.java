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
 * the tick runs against it until the JIT compiler is done, before the real arm is engaged.
 */
public final class RehearsalLink implements ArmLink {
  private static final double SWAY_RAD = 1e-3;

  private final ArmInfo info;
  private final double[] pose;
  private long states;

  /** Sways around {@code pose}, rad. */
  public RehearsalLink(ArmInfo info, double[] pose) {
    this.info = info;
    this.pose = pose.clone();
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    states++;
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
