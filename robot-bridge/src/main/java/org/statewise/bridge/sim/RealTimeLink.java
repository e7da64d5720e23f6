package org.statewise.bridge.sim;

import java.util.concurrent.atomic.AtomicLong;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.models.HotPath;

/**
 * A simulated arm that lives in real time on a thread of its own, {@code statewise-arm}: every
 * period it takes the newest command, moves on and publishes its state, whether anybody answers or
 * not.
 *
 * <p>The schedule is absolute. If the thread wakes whole periods late, the arm moves on by as many
 * periods at once and publishes only the last, as an arm whose packets got lost: {@link
 * JointState#sequence} shows the gap, {@link #skippedPeriods} counts it, no burst follows.
 */
public final class RealTimeLink implements ArmLink {
  private final SimulatedArm arm;
  private final Pacer pacer;
  private final ArmInfo info;
  private final LatestValue<JointState> states;
  private final LatestValue<TorqueCommand> commands;
  private final JointState outgoing;
  private final TorqueCommand incoming;
  private final AtomicLong skippedPeriods = new AtomicLong();
  private final AtomicLong refusedCommands = new AtomicLong();
  private final Thread thread;
  private long deadlineNs;
  private volatile boolean releaseWanted;
  private volatile boolean closed;

  /** Starts the arm's life; {@code arm} belongs to this link from now on. */
  public static RealTimeLink start(SimulatedArm arm) {
    RealTimeLink link = new RealTimeLink(arm, new SpinPacer());
    link.thread.start();
    return link;
  }

  /** A link whose thread is not started: a test calls {@link #beat} instead. */
  RealTimeLink(SimulatedArm arm, Pacer pacer) {
    this.arm = arm;
    this.pacer = pacer;
    info = arm.info();
    int n = info.jointCount();
    states = new LatestValue<>(
        () -> new JointState(n), (from, to) -> to.copyFrom(from), pacer::nowNs);
    commands = new LatestValue<>(
        () -> new TorqueCommand(n), (from, to) -> to.copyFrom(from), pacer::nowNs);
    outgoing = new JointState(n);
    incoming = new TorqueCommand(n);
    deadlineNs = pacer.nowNs() + info.periodNs();
    thread = Thread.ofPlatform().name("statewise-arm").daemon().unstarted(this::live);
  }

  private void live() {
    try {
      while (!closed) {
        beat();
      }
      arm.hold();
    } finally {
      // Should the arm ever die of an error, its reader must not wait for it.
      closed = true;
      states.close();
    }
  }

  /** Waits for the next period's end, lets it pass, publishes the state. */
  @HotPath
  void beat() {
    pacer.waitUntil(deadlineNs);
    long late = Math.max(0, (pacer.nowNs() - deadlineNs) / info.periodNs());
    if (commands.pollInto(incoming)) {
      arm.command(incoming.tau, incoming.gripperClosed);
    }
    if (releaseWanted) {
      arm.release();
    }
    for (long i = 0; i <= late; i++) {
      arm.advanceOnePeriod();
    }
    if (late > 0) {
      skippedPeriods.addAndGet(late);
    }
    deadlineNs += (late + 1) * info.periodNs();
    arm.readInto(outgoing);
    outgoing.receivedNs = pacer.nowNs();
    states.publish(outgoing);
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadline) {
    return closed ? AwaitResult.LOST : states.awaitInto(state, deadline);
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (closed) {
      return SendResult.LOST;
    }
    // Checked here and not only by the arm, whose answer would come a period later.
    if (!arm.accepts(command.tau)) {
      refusedCommands.incrementAndGet();
      return SendResult.REFUSED;
    }
    releaseWanted = false;
    commands.publish(command);
    return SendResult.SENT;
  }

  @Override
  @HotPath
  public long nowNs() {
    return pacer.nowNs();
  }

  @Override
  @HotPath
  public void release() {
    releaseWanted = true;
  }

  /** Commands that were refused. */
  public long refusedCommands() {
    return refusedCommands.get();
  }

  /** Periods whose state was not published since the arm's thread woke too late. */
  public long skippedPeriods() {
    return skippedPeriods.get();
  }

  /** Stops the arm's thread, which holds the arm before it ends; returns within a period or so. */
  @Override
  public void close() {
    closed = true;
    states.close();
    if (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
