package org.statewise.controller.loop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.fixtures.ManualClock;

/** An arm that does what the test says next, on a clock that only it moves. */
final class ScriptedLink implements ArmLink {
  private static final long CLOCK_OFFSET_NS = 7_000_000_000L;

  final JointState next;
  final List<double[]> sent = new ArrayList<>();
  final ManualClock clock = new ManualClock(CLOCK_OFFSET_NS);
  AwaitResult await = AwaitResult.FRESH;
  SendResult sendResult = SendResult.SENT;

  /** States by which the next one is ahead of the last. */
  long stride = 1;

  /** How long ago the next state came, ns. */
  long age;

  /** What q of joint 0 grows by from state to state, so that a moving arm is seen to move. */
  double creep;

  /** What acts instead of the command, as in a dry run over a recording; null for the command. */
  double[] applied;
  int releases;
  boolean lastGripper;
  private final ArmInfo info;

  ScriptedLink(ArmInfo info) {
    this.info = info;
    next = new JointState(info.jointCount());
    next.mode = ArmMode.COMMANDED;
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    if (await == AwaitResult.LATE) {
      clock.advance(deadlineNs - clock.getAsLong());
    }
    if (await == AwaitResult.FRESH) {
      clock.advance(Math.max(1, stride) * info.periodNs());
      next.sequence += stride;
      next.q[0] += creep;
      next.armTimeNs = clock.getAsLong() - CLOCK_OFFSET_NS;
      next.receivedNs = clock.getAsLong() - age;
      state.copyFrom(next);
    }
    return await;
  }

  @Override
  public SendResult send(TorqueCommand command) {
    sent.add(command.tau.clone());
    lastGripper = command.gripperClosed;
    if (applied != null) {
      System.arraycopy(applied, 0, command.tau, 0, applied.length);
    }
    return sendResult;
  }

  double[] lastSent() {
    return sent.getLast();
  }

  @Override
  public void release() {
    releases++;
  }

  @Override
  public long nowNs() {
    return clock.getAsLong();
  }

  @Override
  public void close() {}
}
