package org.statewise.bridge.remote;

import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * The server's only user of its arm: awaits each state, reports it, and passes on the command that
 * answers it. Runs on a thread of its own; meets the I/O thread in {@link ArmExchange} alone.
 *
 * <p>While a controller commands, the loop waits for the answer up to three quarters of the arm's
 * period, on the arm's clock. A command that comes later waits for the next state; if that state's
 * own answer comes in time, the late one is dropped. So the arm gets one command a period at most
 * and never an older one after a newer one. An arm whose clock stands still between states (virtual
 * time) is thereby run in lock step with its controller. One that waits for its controller ({@link
 * ArmLink#waits}) is waited with, as long as it does.
 *
 * <p>A command that answers a state too many periods old, or one that never was, is refused and counted,
 * and the states since stay unanswered: a network that queues up must not look like a controller that
 * keeps up.
 */
final class ArmLoop implements Runnable {
  private final ArmLink arm;
  private final ArmExchange exchange;
  private final BridgeCounters counters;
  private final int maxUnansweredStates;
  private final int maxCommandAgePeriods;
  private final long periodNs;
  private final long answerWithinNs;
  private final ControllerOrder order;
  private final StateReport report;
  private final JointState incoming;

  /** {@link #order} is a command that the arm has not been given yet. */
  private boolean held;

  /** The controller has commanded since the last hold: its answers are worth waiting for. */
  private boolean following;
  private int unansweredStates;
  private long holdsDone;

  /** {@link ControllerOrder#accepted} of the last command that was given to the arm or refused for its age. */
  private long acceptedBefore;

  /** An idle loop; {@code limits} say how old a command may be and how long a controller may be silent. */
  ArmLoop(ArmLink arm, ArmExchange exchange, BridgeCounters counters, BridgeLimits limits) {
    this.arm = arm;
    this.exchange = exchange;
    this.counters = counters;
    this.maxUnansweredStates = limits.maxUnansweredStates();
    this.maxCommandAgePeriods = limits.maxCommandAgePeriods();
    this.periodNs = arm.info().periodNs();
    this.answerWithinNs = periodNs - periodNs / 4;
    this.order = new ControllerOrder(arm.info().jointCount());
    this.report = new StateReport(arm.info().jointCount());
    this.incoming = new JointState(arm.info().jointCount());
  }

  /** Serves the arm until its link is over, and says so however it ends. */
  @Override
  public void run() {
    try {
      while (servePeriod()) {
        // All work is in the condition.
      }
    } finally {
      exchange.armLost.raise();
    }
  }

  /** One state, or the lack of one, and one command at most; false once the arm is lost. */
  @HotPath
  private boolean servePeriod() {
    AwaitResult result = arm.awaitState(incoming, arm.nowNs() + 2 * periodNs);
    switch (result) {
      case FRESH -> {
        // A state that came twice or was overtaken has had its answer, or will not get one.
        boolean isNews = incoming.sequence > report.state.sequence;
        if (isNews) {
          report.state.copyFrom(incoming);
        }
        // Before the report: a controller that came meanwhile is to have this state already.
        if (exchange.orders.pollInto(order)) {
          obey();
        }
        if (isNews) {
          reportState();
          takeOrders(arm.nowNs() + patienceNs());
        }
      }
      // No answer is due, but a hold must not wait for a state that may never come.
      case LATE -> takeOrders(arm.nowNs());
      case LOST -> {
        return false;
      }
    }
    return sendHeld();
  }

  /** On the clock of an arm that waits three periods do not pass before its next state. */
  private long patienceNs() {
    return arm.waits() && unansweredStates <= 1 ? 3 * periodNs : answerWithinNs;
  }

  private void reportState() {
    if (report.session == 0) {
      return;
    }
    report.count++;
    exchange.reports.publish(report);
    exchange.stateReady.raise();
    if (following && ++unansweredStates > maxUnansweredStates) {
      exchange.silentSession = report.session;
      exchange.controllerSilent.raise();
    }
  }

  private void takeOrders(long deadlineNs) {
    while (takeOrder(deadlineNs)) {
      obey();
      if (held && order.command.stateSequence >= report.state.sequence) {
        return;
      }
    }
  }

  private boolean takeOrder(long deadlineNs) {
    return following
        ? exchange.orders.awaitInto(order, deadlineNs) == AwaitResult.FRESH
        : exchange.orders.pollInto(order);
  }

  private void obey() {
    if (order.session != report.session) {
      report.session = order.session;
      report.count = 0;
      report.lastCommandSequence = 0;
      report.refusedCommands = 0;
    }
    // Before the command, for it may have overtaken the hold that came first.
    if (order.holds != holdsDone) {
      holdsDone = order.holds;
      following = false;
      arm.release();
    }
    held = order.commands && isRecent();
    if (held) {
      following = true;
      unansweredStates = 0;
    } else if (order.commands) {
      countSuperseded();
      report.refusedCommands++;
      counters.outdatedCommands.incrementAndGet();
    }
  }

  /** Whether the command answers one of the newest states; one of the future is no answer at all. */
  private boolean isRecent() {
    long agePeriods = report.state.sequence - order.command.stateSequence;
    return agePeriods >= 0 && agePeriods <= maxCommandAgePeriods;
  }

  private void countSuperseded() {
    counters.supersededCommands.addAndGet(order.accepted - acceptedBefore - 1);
    acceptedBefore = order.accepted;
  }

  private boolean sendHeld() {
    if (!held) {
      return true;
    }
    held = false;
    countSuperseded();
    switch (arm.send(order.command)) {
      case SENT -> report.lastCommandSequence = order.sequence;
      case REFUSED -> {
        report.refusedCommands++;
        counters.refusedCommands.incrementAndGet();
      }
      case LOST -> {
        return false;
      }
    }
    return true;
  }
}
