package org.statewise.bridge.sim;

import java.util.concurrent.atomic.AtomicLong;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.models.HotPath;

/**
 * A simulated arm that runs in real time on a thread of its own, {@code statewise-arm}: every
 * period it takes the newest command, moves on and publishes its state.
 *
 * <p>It waits for its controller: while it is commanded and its last state has neither been
 * answered nor been passed over (its reader asks for the next one), the next period does not begin,
 * for {@link WaitingClock#MAX_WAIT_NS} at most in which that thread itself had a processor ({@link
 * org.statewise.bridge.exchange.AnswerWait}); then it goes on, as an arm does whose controller is
 * gone, and waits for nobody until the next command. Nor does it make up for periods that its own
 * thread overslept. Both are time slips, {@link #timeSlips}: the arm's clock stands still for as
 * long, and so does {@link #nowNs}.
 *
 * <p>With strict time it behaves as a real arm does and waits for nobody. If its thread wakes whole
 * periods late, it moves on by as many at once and publishes only the last state, as an arm whose
 * packets got lost: {@link JointState#sequence} shows the gap, {@link #skippedPeriods} counts it,
 * no burst follows.
 *
 * <p>The schedule is absolute but for the slips.
 */
public final class RealTimeLink implements ArmLink {
  private final SimulatedArm arm;
  private final Pacer pacer;
  private final boolean strict;
  private final ArmInfo info;
  private final WaitingClock clock;
  private final LatestValue<JointState> states;
  private final CommandIntake commands;
  private final JointState outgoing;
  private final AtomicLong skippedPeriods = new AtomicLong();
  private final AtomicLong refusedCommands = new AtomicLong();
  private final AtomicLong timeSlips = new AtomicLong();
  private final AtomicLong slippedNs = new AtomicLong();
  private final Thread thread;
  private long deadlineNs;
  private volatile boolean closed;

  /**
   * Starts the arm's thread.
   *
   * @param arm belongs to this link from now on
   * @param strict whether it waits for nobody, as an arm does
   */
  public static RealTimeLink start(SimulatedArm arm, boolean strict) {
    RealTimeLink link = new RealTimeLink(arm, new SpinPacer(), strict);
    link.thread.start();
    return link;
  }

  /** A link whose thread is not started: a test calls {@link #runPeriod} instead. */
  RealTimeLink(SimulatedArm arm, Pacer pacer, boolean strict) {
    this.arm = arm;
    this.pacer = pacer;
    this.strict = strict;
    info = arm.info();
    int n = info.jointCount();
    clock = new WaitingClock(pacer::nowNs, info.periodNs());
    states = new LatestValue<>(
        () -> new JointState(n), (from, to) -> to.copyFrom(from), this::nowNs);
    commands = new CommandIntake(n, pacer, strict);
    outgoing = new JointState(n);
    deadlineNs = pacer.nowNs() + info.periodNs();
    thread = Thread.ofPlatform().name("statewise-arm").daemon().unstarted(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        runPeriod();
      }
      arm.hold();
    } finally {
      // If the arm's thread ends by an error, its reader must not wait for it.
      closed = true;
      states.close();
    }
  }

  /** Waits for the next period's end, lets it pass, publishes the state. */
  @HotPath
  void runPeriod() {
    pacer.waitUntil(deadlineNs);
    boolean waited = commands.giveTo(arm, outgoing.sequence);
    long lateNs = pacer.nowNs() - deadlineNs;
    long latePeriods = Math.max(0, lateNs / info.periodNs());
    if (strict) {
      skippedPeriods.addAndGet(latePeriods);
      advance(latePeriods + 1);
    } else {
      if (waited || latePeriods > 0) {
        timeSlips.incrementAndGet();
        slippedNs.addAndGet(lateNs);
        deadlineNs += lateNs;
      }
      advance(1);
    }
    publish();
  }

  @HotPath
  private void advance(long count) {
    for (long i = 0; i < count; i++) {
      arm.advanceOnePeriod();
    }
    deadlineNs += count * info.periodNs();
  }

  @HotPath
  private void publish() {
    arm.readInto(outgoing);
    outgoing.receivedNs = strict ? pacer.nowNs() : clock.arrive();
    states.publish(outgoing);
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadline) {
    if (closed) {
      return AwaitResult.LOST;
    }
    commands.stateAsked();
    AwaitResult result = states.awaitInto(state, deadline);
    if (result == AwaitResult.FRESH) {
      commands.stateTaken(state.sequence);
    }
    return result;
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
    commands.put(command);
    return SendResult.SENT;
  }

  @Override
  @HotPath
  public long nowNs() {
    return strict ? pacer.nowNs() : clock.nowNs();
  }

  @Override
  public boolean waits() {
    return !strict;
  }

  @Override
  public long timeSlips() {
    return timeSlips.get();
  }

  @Override
  public long slippedNs() {
    return slippedNs.get();
  }

  @Override
  @HotPath
  public void release() {
    commands.release();
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
    commands.close();
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
