package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.app.console.WorkException;

/**
 * The moment before a run: some arms say themselves when they take commands. They are waited for twice:
 * before the run is planned from where the arm then is, and again when all is set up, since an arm that
 * was not answered in time during the set-up may have stopped to take commands.
 */
final class EngagementCheck {
  /** An arm that sends nothing for so long is not there. */
  private static final long FIRST_STATE_NS = 5_000_000_000L;

  /** A link that has been silent for so long has lost its arm. */
  private static final long SILENCE_NS = 5_000_000_000L;

  /** An arm that takes commands on and off is not ready: all states for so long must say so. */
  private static final long STEADY_NS = 500_000_000L;

  /** Someone who moves the arm after it was first seen must not be surprised by where it goes. */
  private static final double MAX_MOVED_RAD = 0.1;

  /** The plan begins where the arm was: what the joint impedance of the hand-over corrects unnoticed. */
  private static final double MAX_MOVED_PLANNED_RAD = 0.01;

  private EngagementCheck() {}

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
    if (!link.grantsCommanding()) {
      return seen;
    }
    out.println("waiting for the arm to take commands");
    out.flush();
    return awaitSteady(link, seen, MAX_MOVED_RAD, stopRequested, out);
  }

  /**
   * Waits, right before the control thread starts, until the arm takes commands again or still.
   *
   * @param planned where the plan begins
   * @throws WorkException if it never will, or was moved meanwhile
   */
  static void confirm(ArmLink link, double[] planned, BooleanSupplier stopRequested,
      PrintWriter out) throws WorkException {
    if (link.grantsCommanding()) {
      if (!link.takesCommands()) {
        reportWithheld(link, out);
      }
      awaitSteady(link, planned, MAX_MOVED_PLANNED_RAD, stopRequested, out);
    }
  }

  private static double[] awaitSteady(ArmLink link, double[] seen, double maxMovedRad,
      BooleanSupplier stopRequested, PrintWriter out) throws WorkException {
    JointState state = new JointState(seen.length);
    long periodNs = link.info().periodNs();
    long steadyStates = (STEADY_NS + periodNs - 1) / periodNs;
    long steady = 0;
    boolean reported = false;
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
      boolean takes = link.takesCommands();
      if (steady > 0 && !takes && !reported) {
        reportWithheld(link, out);
        reported = true;
      }
      steady = takes ? steady + 1 : 0;
    } while (steady < steadyStates);
    checkMoved(link, seen, state.q, maxMovedRad);
    return state.q.clone();
  }

  /** An arm that took commands takes none now, though it may again. */
  private static void reportWithheld(ArmLink link, PrintWriter out) {
    if (link.endReason().isEmpty()) {
      out.println(
          "the arm no longer takes commands, though the run has not begun: waiting until it does"
              + " again (Ctrl-C ends this)");
      out.flush();
    }
  }

  private static void checkMoved(ArmLink link, double[] seen, double[] now, double maxMovedRad)
      throws WorkException {
    int most = 0;
    for (int j = 1; j < seen.length; j++) {
      if (Math.abs(now[j] - seen[j]) > Math.abs(now[most] - seen[most])) {
        most = j;
      }
    }
    if (Math.abs(now[most] - seen[most]) > maxMovedRad) {
      throw new WorkException(String.format(Locale.ROOT,
          "every joint must stay within %.3f rad of where it was when the run began, but %s, which"
              + " moved most, moved by %.3f rad",
          maxMovedRad, link.info().joints().get(most).name(), now[most] - seen[most]));
    }
  }

  /** A failure with what the arm itself says of it. */
  static String explained(String failure, ArmLink link) {
    return failure.isEmpty() || link.endReason().isEmpty()
        ? failure
        : failure + ": " + link.endReason();
  }

  /** Where the arm is found; the plan starts there. */
  static double[] firstPosition(ArmLink link) throws WorkException {
    ArmInfo arm = link.info();
    JointState state = new JointState(arm.jointCount());
    if (link.awaitState(state, link.nowNs() + FIRST_STATE_NS) != AwaitResult.FRESH) {
      throw new WorkException("the arm '" + arm.name() + "' must send its state, but none came in "
          + FIRST_STATE_NS / 1_000_000_000 + " s");
    }
    return state.q.clone();
  }
}
