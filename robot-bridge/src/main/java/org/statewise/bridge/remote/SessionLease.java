package org.statewise.bridge.remote;

import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.proto.arm.Command;
import org.statewise.proto.arm.ErrorCode;

/**
 * The right to command the arm, held by one controller at a time, and the path between that
 * controller and the arm's loop. The server's I/O thread alone calls it and thereby is the single
 * writer of requests.
 *
 * <p>However a holder leaves, the arm is commanded to hold before anyone else can command it.
 */
final class SessionLease {
  /** Why nobody can have the arm now. */
  record Refusal(ErrorCode code, String message) {}

  private final ArmLink arm;
  private final ArmInfo info;
  private final boolean waits;
  private final BridgeCounters counters;
  private final ArmExchange exchange;
  private final int maxUnansweredStates;
  private final Runnable onArmLost;
  private final ControllerRequest request;
  private final StateReport report;
  private Optional<ControllerHandler> holder = Optional.empty();
  private Optional<Refusal> ended = Optional.empty();
  private long sessions;
  private long lastReportCount;

  /** @param onArmLost runs once, on {@code io}, when the arm's loop has ended */
  SessionLease(ArmLink arm, EventExecutor io, BridgeCounters counters, int maxUnansweredStates,
      Runnable onArmLost) {
    this.arm = arm;
    this.info = arm.info();
    this.waits = arm.waits();
    this.counters = counters;
    this.maxUnansweredStates = maxUnansweredStates;
    this.onArmLost = onArmLost;
    this.request = new ControllerRequest(info.jointCount());
    this.report = new StateReport(info.jointCount());
    this.exchange = new ArmExchange(arm, io, this);
  }

  ArmExchange exchange() {
    return exchange;
  }

  ArmInfo info() {
    return info;
  }

  /** Whether the arm waits for its controller. */
  boolean waits() {
    return waits;
  }

  /** How old a reported state is by now, on the arm's own clock, ns. */
  long ageNs(StateReport of) {
    return of.state.ageNs(arm.nowNs());
  }

  /** Acquires the lease, or returns why it cannot be had. */
  Optional<Refusal> claim(ControllerHandler controller) {
    if (ended.isPresent()) {
      return ended;
    }
    if (holder.isPresent()) {
      return Optional.of(new Refusal(ErrorCode.BUSY,
          "the arm serves one controller at a time and has " + holder.get().address()));
    }
    holder = Optional.of(controller);
    sessions++;
    lastReportCount = 0;
    request.session = sessions;
    request.commands = false;
    exchange.requests.publish(request);
    return Optional.empty();
  }

  /** Releases the lease if this controller holds it, and lets the arm hold. */
  void leave(ControllerHandler controller) {
    if (holder.isPresent() && holder.get() == controller) {
      holder = Optional.empty();
      request.session = 0;
      hold();
    }
  }

  /** Passes on a command of the holder, whose length and order it has checked. */
  void command(Command command) {
    request.commands = true;
    request.accepted++;
    request.sequence = command.getSequence();
    Messages.commandInto(command, request.command);
    exchange.requests.publish(request);
  }

  /** Lets the arm hold; the holder's next command takes it over again. */
  void hold() {
    request.commands = false;
    request.holds++;
    exchange.requests.publish(request);
  }

  /** Grants no lease any more and sends the holder the reason. */
  void end(ErrorCode code, String message) {
    ended = Optional.of(new Refusal(code, message));
    holder.ifPresent(controller -> controller.end(code, message));
  }

  void deliverState() {
    if (!exchange.reports.pollInto(report) || holder.isEmpty() || report.session != sessions) {
      return;
    }
    counters.droppedStates.addAndGet(report.count - lastReportCount - 1);
    lastReportCount = report.count;
    holder.get().sendState(report);
  }

  void dropSilentController() {
    if (exchange.silentSession == sessions) {
      holder.ifPresent(controller -> controller.end(ErrorCode.SILENT,
          "the controller left more than " + maxUnansweredStates + " states unanswered"));
    }
  }

  void armLost() {
    if (ended.isEmpty()) {
      end(ErrorCode.ARM_LOST, "the bridge has lost its link to the arm " + info.name());
    }
    onArmLost.run();
  }
}
