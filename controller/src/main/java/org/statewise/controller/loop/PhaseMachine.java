package org.statewise.controller.loop;

import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.safety.GuardVerdict;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;

/**
 * Decides in which phase a tick is, and with it the set-point and how far the output is faded in. Time
 * is the arm's clock.
 */
final class PhaseMachine {
  private final LoopSettings settings;
  private final Setpoint setpoint;
  private final StopTrajectory stopping;
  private final BrakeMonitor braking = new BrakeMonitor();
  private final FirstStateTimeout firstState = new FirstStateTimeout();
  private PlannedTask task;
  private LoopPhase phase = LoopPhase.WAITING;
  private FaultReason reason = FaultReason.NONE;
  private long firstStateNs;
  private long phaseBeganNs;
  private long nowNs;
  private long restNs;
  private boolean justEngaged;
  private boolean wasCommanded;
  private double fade;
  private boolean holdsNext;
  private boolean resting;
  private int lastMotion = -1;

  PhaseMachine(LoopSettings settings, PlannedTask task, int joints) {
    this.settings = settings;
    this.task = task;
    holdsNext = settings.waitsForCommands();
    setpoint = new Setpoint(joints);
    stopping = new StopTrajectory(joints, settings.decelerationRadPerS2());
  }

  LoopPhase phase() {
    return phase;
  }

  FaultReason reason() {
    return reason;
  }

  Setpoint setpoint() {
    return setpoint;
  }

  /** How much of the output is let through, 0 to 1. */
  double fade() {
    return fade;
  }

  /** Whether the arm should be at its set-point by now. */
  @HotPath
  boolean follows() {
    return phase == LoopPhase.RUNNING || phase == LoopPhase.HOLDING || phase == LoopPhase.STOPPING;
  }

  /** Whether the arm has had time to settle on a set-point that rests until a command moves it. */
  @HotPath
  boolean holds() {
    return phase == LoopPhase.HOLDING && resting
        && nowNs - phaseBeganNs - restNs >= LoopSettings.SETTLE_NS;
  }

  /** The state just taken was the first. */
  boolean justEngaged() {
    return justEngaged;
  }

  /** A state came: moves on to the phase of this tick and makes its set-point. */
  @HotPath
  void take(JointState state, boolean stopRequested) {
    nowNs = state.armTimeNs;
    justEngaged = phase == LoopPhase.WAITING;
    if (justEngaged) {
      firstStateNs = nowNs;
      enter(LoopPhase.ENGAGING);
    }
    followMode(state.mode);
    switch (phase) {
      case ENGAGING -> engage(state, stopRequested);
      case HOLDING -> hold(stopRequested);
      case RUNNING -> run(state, stopRequested);
      case STOPPING -> stop();
      case BRAKING -> brake(state);
      case WAITING, STOPPED, FAULT -> {
      }
    }
  }

  /** The arm may end a run by itself; it never begins one again. */
  private void followMode(ArmMode mode) {
    if (mode == ArmMode.FAULT) {
      fault(FaultReason.ARM_FAULT);
    } else if (mode == ArmMode.BRAKES_ENGAGED && wasCommanded && phase != LoopPhase.BRAKING) {
      fault(FaultReason.ARM_TOOK_OVER);
    }
    wasCommanded |= mode == ArmMode.COMMANDED;
  }

  private void engage(JointState state, boolean stopRequested) {
    task.source().sampleInto(0, state, setpoint);
    lastMotion = motion();
    long sinceNs = nowNs - phaseBeganNs;
    fade = settings.engageNs() == 0 ? 1 : Math.min(1, (double) sinceNs / settings.engageNs());
    if (stopRequested || timeIsUp()) {
      comeToRest(LoopPhase.STOPPING);
    } else if (fade == 1 && holdsNext) {
      comeToRest(LoopPhase.HOLDING);
    } else if (fade == 1) {
      enter(LoopPhase.RUNNING);
    }
  }

  private void hold(boolean stopRequested) {
    long sinceNs = nowNs - phaseBeganNs;
    stopping.sampleInto(sinceNs * 1e-9, setpoint);
    resting = setpoint.isStill();
    restNs = resting ? restNs : sinceNs;
    if (stopRequested || timeIsUp()) {
      comeToRest(LoopPhase.STOPPING);
    }
  }

  private void run(JointState state, boolean stopRequested) {
    task.source().sampleInto((nowNs - phaseBeganNs) * 1e-9, state, setpoint);
    lastMotion = motion();
    boolean finished = setpoint.finished;
    if (stopRequested || timeIsUp() || (finished && !settings.waitsForCommands())) {
      comeToRest(LoopPhase.STOPPING);
    } else if (finished) {
      comeToRest(LoopPhase.HOLDING);
    }
  }

  private boolean timeIsUp() {
    return nowNs - firstStateNs >= settings.durationNs();
  }

  /** A command: to rest where the set-point is, and stay there. */
  @HotPath
  CommandOutcome commandHold() {
    if (phase.compareTo(LoopPhase.STOPPING) >= 0) {
      return CommandOutcome.NOT_IN_THIS_PHASE;
    }
    holdsNext = true;
    if (phase == LoopPhase.RUNNING) {
      comeToRest(LoopPhase.HOLDING);
    }
    return CommandOutcome.TAKEN;
  }

  /** A command: begins a task that was planned from where the set-point rests. */
  @HotPath
  CommandOutcome commandBegin(PlannedTask next) {
    if (phase != LoopPhase.HOLDING) {
      return CommandOutcome.NOT_IN_THIS_PHASE;
    }
    if (!resting) {
      return CommandOutcome.NOT_AT_REST;
    }
    if (!next.startsAt(setpoint.qDes)) {
      return CommandOutcome.ELSEWHERE;
    }
    next.beginAfter(lastMotion);
    task = next;
    enter(LoopPhase.RUNNING);
    return CommandOutcome.TAKEN;
  }

  /** The index of the motion now among those of all tasks, or -1: a held arm is in none. */
  int motion() {
    boolean none = setpoint.motion < 0 || phase == LoopPhase.HOLDING;
    return none ? -1 : task.firstMotion() + setpoint.motion;
  }

  /** The set-point comes to rest: to stay there in HOLDING, to end the run in STOPPING. */
  private void comeToRest(LoopPhase next) {
    stopping.begin(setpoint);
    resting = false;
    restNs = 0;
    enter(next);
  }

  private void stop() {
    long sinceNs = nowNs - phaseBeganNs;
    if (!stopping.sampleInto(sinceNs * 1e-9, setpoint)) {
      // The arm settles from when the set-point came to rest.
      restNs = sinceNs;
    } else if (sinceNs - restNs >= LoopSettings.SETTLE_NS) {
      enter(LoopPhase.STOPPED);
    }
  }

  private void brake(JointState state) {
    if (braking.over(state.qd, nowNs)) {
      enter(LoopPhase.FAULT);
    }
  }

  /** What the guards found decides too; whether it ends the run from here on. */
  @HotPath
  boolean obey(GuardVerdict verdict, FaultReason ifAborted) {
    LoopPhase before = phase;
    switch (verdict) {
      case PASS, LIMITED, SKIP -> {
      }
      case STOP -> {
        if (phase.compareTo(LoopPhase.BRAKING) < 0) {
          reason = FaultReason.GUARD;
          enter(LoopPhase.BRAKING);
        }
      }
      case ABORT -> fault(ifAborted);
    }
    return phase != before && before != LoopPhase.BRAKING;
  }

  /** Ends the run at once. While braking, the reason stays what it was braked for. */
  @HotPath
  void fault(FaultReason why) {
    if (!phase.isFinal()) {
      reason = phase == LoopPhase.BRAKING ? reason : why;
      enter(LoopPhase.FAULT);
    }
  }

  /** No first state yet: the arm gets a while, then the run is over. */
  @HotPath
  void waitOn(long linkNowNs) {
    if (firstState.isOver(linkNowNs)) {
      fault(FaultReason.NO_STATE);
    }
  }

  private void enter(LoopPhase next) {
    phase = next;
    phaseBeganNs = nowNs;
  }
}
