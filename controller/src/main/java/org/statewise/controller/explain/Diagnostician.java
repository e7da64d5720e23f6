package org.statewise.controller.explain;

import static java.lang.String.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/**
 * Finds the likely cause of a run's end from its last ticks. What a recording does not hold, the loop's own
 * reason and the guard that decided, follows from the decisive tick, so that a run and its recording are
 * explained alike.
 */
final class Diagnostician {
  /** As the loop calls a state old, and the program late, in periods. */
  private static final int LATE_PERIODS = 2;

  /** A link that loses more than this of its states is to blame for what a missing state does. */
  private static final double LOSSY = 0.2;

  /** So many states in a row may be missing before an arm holds itself. */
  private static final int MISSED_IN_A_ROW = 5;

  private final Ending ending;
  private final LastTicks ticks;
  private final LinkFigures link;

  private Diagnostician(Ending ending) {
    this.ending = ending;
    ticks = ending.ticks();
    link = LinkFigures.of(ticks.recent(), ending.arm().periodNs());
  }

  static Diagnosis diagnose(Ending ending) {
    return ending.ticks().count() == 0
        ? Diagnosis.of(Cause.NO_TICKS, -1, "there is no tick")
        : new Diagnostician(ending).find();
  }

  private Diagnosis find() {
    TickRecord last = ticks.last();
    int joint = Joints.furthestOff(ticks.decisive());
    if (ending.fault() == FaultReason.INTERNAL) {
      return Diagnosis.of(Cause.INTERNAL, joint, "tick " + last.tick + " was the last whole one");
    }
    if (ticks.stopped()) {
      return ofStop(ticks.decisive(), joint);
    }
    if (last.phase == LoopPhase.STOPPED) {
      return Diagnosis.of(ticks.stopRequested() ? Cause.STOP_REQUESTED : Cause.FINISHED, joint,
          format(Locale.ROOT, "at rest %.1f mrad from its set-point",
              Math.abs(Joints.errorMrad(last, joint))));
    }
    String where = "its last tick is " + last.tick + ", in the phase " + last.phase;
    return Diagnosis.of(switch (ending.tail()) {
      case TRUNCATED -> Cause.CUT_OFF;
      case GOES_ON -> Cause.GOES_ON;
      case WHOLE -> Cause.INTERNAL;
    }, joint, where);
  }

  private Diagnosis ofStop(TickRecord stop, int joint) {
    return switch (reason(stop)) {
      case LINK_LOST -> Diagnosis.of(Cause.LINK_LOST, joint, silence("the link ended"));
      case ARM_FAULT -> Diagnosis.of(Cause.ARM_FAULT, joint, "the arm's mode became FAULT");
      case ARM_TOOK_OVER -> byTiming(joint).orElse(Diagnosis.of(Cause.ARM_TOOK_OVER, joint,
          "the arm's mode changed from COMMANDED to BRAKES_ENGAGED"));
      case NO_STATE -> ofSilence(joint);
      case NONE, GUARD, INTERNAL -> ofGuard(stop, joint);
    };
  }

  private FaultReason reason(TickRecord stop) {
    if (stop.await == AwaitResult.LOST) {
      return FaultReason.LINK_LOST;
    }
    if (stop.await == AwaitResult.LATE) {
      return FaultReason.NO_STATE;
    }
    if (stop.state.mode == ArmMode.FAULT) {
      return FaultReason.ARM_FAULT;
    }
    // A tick in which the arm ended the run asks no guard.
    return stop.trips == 0 ? FaultReason.ARM_TOOK_OVER : FaultReason.GUARD;
  }

  private Diagnosis ofSilence(int joint) {
    if (!ticks.anyState()) {
      return Diagnosis.of(Cause.NO_FIRST_STATE, joint, "no state in " + ticks.count() + " ticks");
    }
    return late(joint).orElse(Diagnosis.of(Cause.SILENCE, joint, silence("nothing came")));
  }

  private String silence(String what) {
    return format(Locale.ROOT, "%s; the last state came %.1f ms before", what, link.silent());
  }

  private Diagnosis ofGuard(TickRecord stop, int joint) {
    String guard = decisiveGuard(stop);
    Diagnosis found = switch (guard) {
      case "freshness" -> late(joint).orElse(Diagnosis.of(Cause.SILENCE, joint,
          silence("nothing came")));
      case "state-age" -> late(joint).orElse(heldBack(joint));
      case "missed-states", "link-quality" -> late(joint).orElse(lost(joint));
      default -> new GuardDiagnosis(ending, guard).of(stop, ticks.recent());
    };
    return found.by(guard);
  }

  /**
   * An abort ends the pass, so it is the last guard that objected; the arm is braked by the first that can,
   * and some only cut the torque or leave a state unanswered.
   */
  private String decisiveGuard(TickRecord stop) {
    List<String> names = ending.guards();
    if (stop.phase == LoopPhase.FAULT) {
      return name(names, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(stop.trips));
    }
    List<String> never = List.of("freshness", "state-age", "torque", "torque-rate");
    int bits = stop.trips;
    for (int k = 0; k < names.size(); k++) {
      bits &= never.contains(names.get(k)) ? ~(1 << k) : -1;
    }
    return name(names, Integer.numberOfTrailingZeros(bits));
  }

  private static String name(List<String> names, int k) {
    return k < names.size() ? names.get(k) : "guard " + k;
  }

  private Optional<Diagnosis> byTiming(int joint) {
    Optional<Diagnosis> late = late(joint);
    if (late.isPresent()) {
      return late;
    }
    if (link.oldestOnArrival() > LATE_PERIODS * ending.periodMillis()) {
      return Optional.of(heldBack(joint));
    }
    boolean lossy = link.missed() > LOSSY * (link.missed() + link.states())
        || link.longest() > (MISSED_IN_A_ROW + 1) * ending.periodMillis();
    return lossy ? Optional.of(lost(joint)) : Optional.empty();
  }

  private Optional<Diagnosis> late(int joint) {
    double limit = LATE_PERIODS * ending.periodMillis();
    double threads = ending.lateMillis() == null ? 0 : ending.lateMillis();
    if (link.waited() <= limit && threads <= limit) {
      return Optional.empty();
    }
    String said = link.waited() >= threads
        ? format(Locale.ROOT, "a state lay for %.1f ms before its tick began", link.waited())
        : format(Locale.ROOT, "its threads had no processor for %.1f ms", threads);
    return Optional.of(Diagnosis.of(Cause.PROGRAM_LATE, joint, said
        + format(Locale.ROOT, ", and the arm's period is %.1f ms", ending.periodMillis())));
  }

  private Diagnosis heldBack(int joint) {
    return Diagnosis.of(Cause.STATES_HELD_BACK, joint, format(Locale.ROOT,
        "states were up to %.1f ms old when they came, and the arm's period is %.1f ms",
        link.oldestOnArrival(), ending.periodMillis()));
  }

  private Diagnosis lost(int joint) {
    return Diagnosis.of(Cause.STATES_LOST, joint, format(Locale.ROOT,
        "of the last %d states %d never came; the longest gap was %.1f ms",
        link.states() + link.missed(), link.missed(), link.longest()));
  }
}
