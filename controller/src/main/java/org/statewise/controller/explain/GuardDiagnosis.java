package org.statewise.controller.explain;

import static java.lang.String.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/** What it was that a guard of numbers, places, speeds or torques objected to. */
final class GuardDiagnosis {
  /** As long as this a joint must have been pushed before its feedback counts as too weak or wrong. */
  private static final double WINDOW_MILLIS = 50;

  /** The guards' own tolerance of the arm's clock, periods. */
  private static final double CLOCK_PERIODS = 5;
  private static final double AT_LIMIT = 0.99;

  private final Ending ending;
  private final String guard;

  GuardDiagnosis(Ending ending, String guard) {
    this.ending = ending;
    this.guard = guard;
  }

  Diagnosis of(TickRecord stop, List<TickRecord> recent) {
    return switch (guard) {
      case "finite" -> notFinite(stop);
      case "plausibility" -> implausible(stop, recent);
      case "joint-range" -> range(stop);
      case "velocity" -> fast(stop, recent);
      case "tracking-error" -> offPath(stop, recent);
      case "torque" -> holdTorque(stop);
      default -> Diagnosis.of(Cause.GUARD, Joints.furthestOff(stop), "the guard is " + guard);
    };
  }

  private Diagnosis notFinite(TickRecord stop) {
    for (int j = 0; j < stop.u.length; j++) {
      double q = stop.state.q[j];
      double qd = stop.state.qd[j];
      if (!Double.isFinite(q) || !Double.isFinite(qd)) {
        return Diagnosis.of(Cause.STATE_NOT_FINITE, j, format(Locale.ROOT,
            "joint %s measured q %s rad and qd %s rad/s", name(j), q, qd));
      }
    }
    int j = Joints.worst(stop.u.length, k -> Double.isFinite(feedForward(stop, k)) ? 0 : 1);
    return Diagnosis.of(Cause.COMMAND_NOT_FINITE, j, format(Locale.ROOT,
        "joint %s: prior %s Nm, model %s Nm, feedback %s Nm", name(j), stop.uPrior[j],
        stop.uModel[j], stop.uFb[j]));
  }

  private static double feedForward(TickRecord stop, int j) {
    return stop.uPrior[j] + stop.uModel[j] + stop.uFb[j];
  }

  private Diagnosis implausible(TickRecord stop, List<TickRecord> recent) {
    if (stop.phase == LoopPhase.FAULT) {
      int j = Joints.fastest(ending.arm(), stop);
      return Diagnosis.of(Cause.STATES_FROZEN, j, format(Locale.ROOT,
          "joint %s says %.2f rad/s, and its position is the same to the bit", name(j),
          stop.state.qd[j]));
    }
    Optional<TickRecord> before = before(stop, recent);
    if (before.isEmpty()) {
      return Diagnosis.of(Cause.POSITION_JUMP, Joints.furthestOff(stop),
          "the tick before is not known");
    }
    TickRecord one = before.get();
    double millis = (stop.state.sequence - one.state.sequence) * ending.periodMillis();
    double clock = (stop.state.armTimeNs - one.state.armTimeNs) * 1e-6;
    if (Math.abs(clock - millis) > CLOCK_PERIODS * ending.periodMillis()) {
      return Diagnosis.of(Cause.CLOCK_JUMP, Joints.furthestOff(stop), format(Locale.ROOT,
          "the arm's clock went on by %.1f ms, its count of states by %.1f ms", clock, millis));
    }
    int j = Joints.worst(stop.u.length, k -> Math.abs(stop.state.q[k] - one.state.q[k])
        / ending.joint(k).qdMaxRadPerS());
    return Diagnosis.of(Cause.POSITION_JUMP, j, format(Locale.ROOT,
        "joint %s went from %.4f to %.4f rad within %.1f ms", name(j), one.state.q[j],
        stop.state.q[j], millis));
  }

  /** The tick of the last state that came before that of the decisive one. */
  private static Optional<TickRecord> before(TickRecord stop, List<TickRecord> recent) {
    for (int i = recent.size() - 1; i >= 0; i--) {
      TickRecord tick = recent.get(i);
      if (tick.tick < stop.tick && tick.await == AwaitResult.FRESH) {
        return Optional.of(tick);
      }
    }
    return Optional.empty();
  }

  private Diagnosis range(TickRecord stop) {
    int j = Joints.worst(stop.u.length, k -> -Joints.marginRad(ending.arm(), stop, k));
    JointInfo joint = ending.joint(j);
    return Diagnosis.of(Cause.JOINT_RANGE, j, format(Locale.ROOT,
        "joint %s was at %.3f rad of %.3f to %.3f rad, with %.2f rad/s", name(j), stop.state.q[j],
        joint.qMinRad(), joint.qMaxRad(), stop.state.qd[j]));
  }

  private Diagnosis fast(TickRecord stop, List<TickRecord> recent) {
    int j = Joints.fastest(ending.arm(), stop);
    double limit = ending.joint(j).qdMaxRadPerS();
    String speed = format(Locale.ROOT, "joint %s moved at %.2f rad/s, its limit is %.2f rad/s and"
        + " %.2f rad/s were desired", name(j), stop.state.qd[j], limit, stop.qdDes[j]);
    return Diagnosis.of(isPushed(j, stop, recent) ? Cause.PUSHED_AWAY : Cause.TOO_FAST, j, speed);
  }

  /** Most of the time the feedback pointed against the motion, and the joint became faster all the same. */
  private boolean isPushed(int j, TickRecord stop, List<TickRecord> recent) {
    List<TickRecord> window = recent.stream()
        .filter(tick -> tick.tick < stop.tick && tick.await == AwaitResult.FRESH
            && (stop.nowNs - tick.nowNs) * 1e-6 <= WINDOW_MILLIS)
        .toList();
    if (window.isEmpty()) {
      return false;
    }
    long against = window.stream().filter(tick -> tick.uFb[j] * tick.state.qd[j] < 0).count();
    return 2 * against > window.size()
        && Math.abs(stop.state.qd[j]) > Math.abs(window.getFirst().state.qd[j]);
  }

  private Diagnosis offPath(TickRecord stop, List<TickRecord> recent) {
    int j = Joints.furthestOff(stop);
    long atLimit = recent.stream().filter(tick -> tick.tick < stop.tick)
        .filter(tick -> (stop.nowNs - tick.nowNs) * 1e-6 <= WINDOW_MILLIS)
        .filter(tick -> Joints.torqueShare(ending.arm(), tick, j) >= AT_LIMIT).count();
    LoopPhase before = before(stop, recent).map(tick -> tick.phase).orElse(LoopPhase.RUNNING);
    Cause cause = atLimit > 0 ? Cause.NO_TORQUE_LEFT : Cause.OFF_PATH;
    return Diagnosis.of(before == LoopPhase.HOLDING ? Cause.PUSHED_IN_HOLD : cause, j,
        format(Locale.ROOT, "joint %s was %.0f mrad from its set-point, with %.1f of %.1f Nm",
            name(j), Math.abs(Joints.errorMrad(stop, j)), stop.u[j],
            ending.joint(j).tauMaxNm()));
  }

  private Diagnosis holdTorque(TickRecord stop) {
    int j = Joints.worst(stop.u.length, k -> Math.abs(stop.uPrior[k])
        / ending.joint(k).tauMaxNm());
    return Diagnosis.of(Cause.HOLD_TORQUE, j, format(Locale.ROOT,
        "joint %s needs %.1f Nm of %.1f Nm", name(j), stop.uPrior[j],
        ending.joint(j).tauMaxNm()));
  }

  private String name(int j) {
    return ending.joint(j).name();
  }
}
