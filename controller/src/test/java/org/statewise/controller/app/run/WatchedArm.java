package org.statewise.controller.app.run;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;

/** A link that remembers where the arm truly was and the largest part of a torque limit it was sent. */
final class WatchedArm implements ArmLink {
  private final ArmLink link;
  private final List<double[]> path = new ArrayList<>();
  private double largestTorqueShare;

  WatchedArm(ArmLink link) {
    this.link = link;
  }

  /** q of every state so far, rad. */
  List<double[]> path() {
    return path;
  }

  /** Of all commands and joints, |u| over the joint's limit. */
  double largestTorqueShare() {
    return largestTorqueShare;
  }

  @Override
  public ArmInfo info() {
    return link.info();
  }

  @Override
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    AwaitResult result = link.awaitState(state, deadlineNs);
    if (result == AwaitResult.FRESH) {
      path.add(state.q.clone());
    }
    return result;
  }

  @Override
  public SendResult send(TorqueCommand command) {
    double[] limits = info().tauMaxNm();
    for (int j = 0; j < limits.length; j++) {
      largestTorqueShare = Math.max(largestTorqueShare, Math.abs(command.tau[j]) / limits[j]);
    }
    return link.send(command);
  }

  @Override
  public void release() {
    link.release();
  }

  @Override
  public long nowNs() {
    return link.nowNs();
  }

  @Override
  public void close() {
    link.close();
  }
}
