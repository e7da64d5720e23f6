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
 * time) is thereby run in lock step with its controller. With an arm that waits for its controller
 * ({@link ArmLink#waits}), the loop waits for as long as the arm does.
 *
 * <p>A command that answers a state too many periods old, or one that never was, is refused and
 * counted, and the states since stay unanswered: a network that queues up must not look like a
 * controller that keeps up.
 */
final class ArmLoop implements Runnable {
  private final ArmLink arm;
  private final ArmExchange exchange;
  private final BridgeCounters counters;
  private final int maxUnansweredStates;
  private final int maxCommandAgePeriods;
  private final long periodNs;
  private final long answerWithinNs;
  private final ControllerRequest request;
  private final StateReport report;
  private final JointState incoming;

  /** {@link #request} is a command that the arm has not been given yet. */
  private boolean pending;

  /** The controller has commanded since the last hold, so the loop waits for its answers. */
  private boolean following;
  private int unansweredStates;
  private long holdsDone;

  /** {@link ControllerRequest#accepted} of the last command that was given to the arm or refused for its age. */
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
    this.request = new ControllerRequest(arm.info().jointCount());
    this.report = new StateReport(arm.info().jointCount());
    this.incoming = new JointState(arm.info().jointCount());
  }

  /** Serves the arm until its link is over, and signals the end whatever its cause. */
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

  /**
   * Handles one state, or its absence, and one command at most; returns false once the arm is lost.
   */
  @HotPath
  private boolean servePeriod() {
    AwaitResult result = arm.awaitState(incoming, arm.nowNs() + 2 * periodNs);
    switch (result) {
      case FRESH -> {
        // A duplicated or reordered state was answered already or will not be answered.
        boolean isNews = incoming.sequence > report.state.sequence;
        if (isNews) {
          report.state.copyFrom(incoming);
        }
        // Before the report, so that a controller which connected meanwhile gets this state too.
        if (exchange.requests.pollInto(request)) {
          applyRequest();
        }
        if (isNews) {
          reportState();
          takeRequests(arm.nowNs() + answerTimeoutNs());
        }
      }
      // No answer is due, but a hold must not wait for a state that may never come.
      case LATE -> takeRequests(arm.nowNs());
      case LOST -> {
        return false;
      }
    }
    return sendPending();
  }

  /**
   * How long the loop waits for an answer. The clock of an arm that waits stands still meanwhile,
   * so that three periods do not pass on it before the next state.
   */
  private long answerTimeoutNs() {
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

  private void takeRequests(long deadlineNs) {
    while (takeRequest(deadlineNs)) {
      applyRequest();
      if (pending && request.command.stateSequence >= report.state.sequence) {
        return;
      }
    }
  }

  private boolean takeRequest(long deadlineNs) {
    return following
        ? exchange.requests.awaitInto(request, deadlineNs) == AwaitResult.FRESH
        : exchange.requests.pollInto(request);
  }

  private void applyRequest() {
    if (request.session != report.session) {
      report.session = request.session;
      report.count = 0;
      report.lastCommandSequence = 0;
      report.refusedCommands = 0;
    }
    // Before the command, which may have overwritten a hold that came before it.
    if (request.holds != holdsDone) {
      holdsDone = request.holds;
      following = false;
      arm.release();
    }
    pending = request.commands && isRecent();
    if (pending) {
      following = true;
      unansweredStates = 0;
    } else if (request.commands) {
      countSuperseded();
      report.refusedCommands++;
      counters.outdatedCommands.incrementAndGet();
    }
  }

  /**
   * Whether the command answers one of the newest states; a state that was never sent cannot be
   * answered.
   */
  private boolean isRecent() {
    long agePeriods = report.state.sequence - request.command.stateSequence;
    return agePeriods >= 0 && agePeriods <= maxCommandAgePeriods;
  }

  private void countSuperseded() {
    counters.supersededCommands.addAndGet(request.accepted - acceptedBefore - 1);
    acceptedBefore = request.accepted;
  }

  private boolean sendPending() {
    if (!pending) {
      return true;
    }
    pending = false;
    countSuperseded();
    switch (arm.send(request.command)) {
      case SENT -> report.lastCommandSequence = request.sequence;
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
