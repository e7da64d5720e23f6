package org.statewise.controller.app.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.SimulatedArm;

/** A simulated arm whose periods a test lets pass one by one, on the test's clock. */
final class SteppedArm implements ArmLink {
  private final SimulatedArm arm;
  private final LongSupplier clockNs;
  private final Semaphore due = new Semaphore(0);
  private final AtomicLong looks = new AtomicLong();
  private volatile boolean closed;

  SteppedArm(SimulatedArm arm, LongSupplier clockNs) {
    this.arm = arm;
    this.clockNs = clockNs;
  }

  /** One period passes. */
  void step() {
    due.release();
  }

  @Override
  public ArmInfo info() {
    return arm.info();
  }

  @Override
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    try {
      while (!due.tryAcquire(1, TimeUnit.MILLISECONDS)) {
        if (closed) {
          return AwaitResult.LOST;
        }
      }
    } catch (InterruptedException e) {
      return AwaitResult.LOST;
    }
    looks.set(0);
    arm.advanceOnePeriod();
    arm.readInto(state);
    state.receivedNs = clockNs.getAsLong();
    return AwaitResult.FRESH;
  }

  @Override
  public SendResult send(TorqueCommand command) {
    return arm.command(command.tau, command.gripperClosed);
  }

  @Override
  public void release() {
    arm.release();
  }

  /** While a period is due, whoever still waits for an answer to the last sees time pass as he looks. */
  @Override
  public long nowNs() {
    long waitedMillis = due.availablePermits() > 0 ? looks.incrementAndGet() : 0;
    return clockNs.getAsLong() + waitedMillis * 1_000_000;
  }

  @Override
  public void close() {
    closed = true;
  }
}
