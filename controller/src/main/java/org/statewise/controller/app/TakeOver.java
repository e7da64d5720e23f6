package org.statewise.controller.app;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;

/** The moment before a run: some arms say themselves when they take commands. */
final class TakeOver {
  /** A link that has been silent for so long has lost its arm. */
  private static final long SILENCE_NS = 5_000_000_000L;

  /** An arm that takes commands on and off is not ready: that many states in a row must say so. */
  private static final int STEADY_STATES = 125;

  /** Someone who moves the arm after it was first seen must not be surprised by where it goes. */
  private static final double MOST_MOVED_RAD = 0.1;

  private TakeOver() {}

  /**
   * Says what is to be known of the arm and waits until it takes commands.
   *
   * @param seen where the arm was first seen
   * @return where it is now
   * @throws WorkException if it never will, or was moved meanwhile
   */
  static double[] await(ArmLink link, double[] seen, BooleanSupplier stopRequested,
      PrintWriter out) throws WorkException {
    if (!link.remark().isEmpty()) {
      out.println(link.remark());
    }
    if (!link.decidesWhen()) {
      return seen;
    }
    out.println("waiting for the arm to take commands");
    out.flush();
    JointState state = new JointState(seen.length);
    int steady = 0;
    do {
      if (!link.endReason().isEmpty()) {
        throw new WorkException(link.endReason());
      }
      if (stopRequested.getAsBoolean()) {
        throw new WorkException("stopped before the arm took commands");
      }
      AwaitResult result = link.awaitState(state, link.nowNs() + SILENCE_NS);
      if (result != AwaitResult.FRESH) {
        throw new WorkException("the arm '" + link.info().name()
            + "' fell silent before it took commands");
      }
      steady = link.takesCommands() ? steady + 1 : 0;
    } while (steady < STEADY_STATES);
    for (int j = 0; j < seen.length; j++) {
      if (Math.abs(state.q[j] - seen[j]) > MOST_MOVED_RAD) {
        throw new WorkException(
            "joint %s must stay where it was when the run began, but moved by %.3f rad"
                .formatted(link.info().joints().get(j).name(), state.q[j] - seen[j]));
      }
    }
    return state.q.clone();
  }

  /** A failure with what the arm itself says of it. */
  static String explained(String failure, ArmLink link) {
    return failure.isEmpty() || link.endReason().isEmpty()
        ? failure
        : failure + ": " + link.endReason();
  }
}
