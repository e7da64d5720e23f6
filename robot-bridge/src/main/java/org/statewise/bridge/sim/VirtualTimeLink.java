package org.statewise.bridge.sim;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.models.HotPath;

/**
 * A simulated arm in lockstep with its controller, as fast as both can: each wait for a state lets
 * one period pass on the arm's own clock. The same controller gives the same run to the bit, on a
 * busy machine too.
 *
 * <p>States are never late, so deadlines are not looked at. The arm belongs to the control thread;
 * {@link #close} may come from any thread, and time stands still afterwards.
 */
public final class VirtualTimeLink implements ArmLink {
  private final SimulatedArm arm;
  private final Runnable beforeStep;
  private volatile boolean closed;

  /** A link that never waits for anybody. */
  public VirtualTimeLink(SimulatedArm arm) {
    this(arm, () -> {});
  }

  /**
   * A link that lets others keep up.
   *
   * @param arm owned by this link from now on
   * @param beforeStep runs before each period on the control thread; it may wait, for a recorder
   *     that is slower than virtual time for example, but must not throw
   */
  public VirtualTimeLink(SimulatedArm arm, Runnable beforeStep) {
    this.arm = arm;
    this.beforeStep = beforeStep;
  }

  @Override
  public ArmInfo info() {
    return arm.info();
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    if (closed) {
      return AwaitResult.LOST;
    }
    beforeStep.run();
    arm.advanceOnePeriod();
    arm.readInto(state);
    return AwaitResult.FRESH;
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (closed) {
      return SendResult.LOST;
    }
    return arm.command(command.tau, command.gripperClosed);
  }

  @Override
  @HotPath
  public long nowNs() {
    return arm.timeNs();
  }

  @Override
  @HotPath
  public void release() {
    arm.release();
  }

  @Override
  public void close() {
    closed = true;
  }
}
