package org.statewise.bridge.remote;

import io.netty.util.concurrent.EventExecutor;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.LoopSignal;

/**
 * Where the arm's loop and the server's I/O thread meet: two latest-value exchanges and the signals
 * by which the loop wakes the I/O thread. Neither side ever waits for the other.
 */
final class ArmExchange {
  /** Written by the I/O thread, read by the arm's loop; deadlines are on the arm's clock. */
  final LatestValue<ControllerRequest> requests;

  /** Written by the arm's loop, read by the I/O thread. */
  final LatestValue<StateReport> reports;

  /** A report is there to be sent. */
  final LoopSignal stateReady;

  /** The controller of {@link #silentSession} left too many states unanswered. */
  final LoopSignal controllerSilent;

  /** The arm's loop has ended. */
  final LoopSignal armLost;

  /** Written by the arm's loop before it raises {@link #controllerSilent}. */
  volatile long silentSession;

  /** @param lease whose methods the signals run on {@code io} */
  ArmExchange(ArmLink arm, EventExecutor io, SessionLease lease) {
    int joints = arm.info().jointCount();
    requests = new LatestValue<>(() -> new ControllerRequest(joints),
        (from, to) -> to.copyFrom(from),
        arm::nowNs);
    reports = new LatestValue<>(() -> new StateReport(joints), (from, to) -> to.copyFrom(from),
        arm::nowNs);
    stateReady = new LoopSignal(io, lease::deliverState);
    controllerSilent = new LoopSignal(io, lease::dropSilentController);
    armLost = new LoopSignal(io, lease::armLost);
  }
}
