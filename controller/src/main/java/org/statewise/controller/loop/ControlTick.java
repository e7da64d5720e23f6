package org.statewise.controller.loop;

import java.util.Optional;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.safety.GuardChain;
import org.statewise.models.HotPath;
import org.statewise.models.online.PayloadEstimate;

/**
 * One tick: state in, torque out, then learn.
 *
 * <p>Everything that decides is here or in what {@link PhaseMachine} says; a recording of what the link,
 * the stop signal and the command source gave is enough to do it all again, to the bit.
 */
public final class ControlTick {
  private final LoopSettings settings;
  private final OnlineAdapter adapter;
  private final StopSignal stop;
  private final TickRing[] rings;
  private final TickClock clock;

  private final PhaseMachine phases;
  private final CommandDispatcher commands;
  private final ControlLaw law;
  private final TorqueOutput output;
  private final LearningStep learning;
  private final CycleMonitor cycle;
  private final StateAges ages;
  private final PositionSource positionSource;
  private final LinkPosition linkPosition;
  private final RunTally tally = new RunTally();
  private final TickRecord record;
  private final JointState incoming;
  private long count;

  /** A tick that starts in WAITING. */
  public ControlTick(ControlSetup setup) {
    settings = setup.settings();
    cycle = new CycleMonitor(settings.lossStates());
    adapter = setup.adapter();
    stop = setup.stop();
    rings = setup.rings().toArray(TickRing[]::new);
    clock = setup.clock();
    record = new TickRecord(setup.joints());
    incoming = new JointState(setup.joints());
    phases = new PhaseMachine(settings, setup.task(), setup.joints());
    commands = new CommandDispatcher(setup.commands(), phases, adapter, setup.prior());
    positionSource = setup.positionSource();
    linkPosition = setup.linkPosition();
    law = new ControlLaw(setup);
    output = new TorqueOutput(setup, phases, cycle, record);
    learning = new LearningStep(adapter, phases);
    ages = new StateAges(settings.periodNs());
  }

  /** Waits for a state, answers it, learns, and hands the record of it on. */
  @HotPath
  public LoopPhase run(ArmLink link) {
    AwaitResult await = link.awaitState(incoming, link.nowNs() + settings.silenceNs() / 2);
    long beganNs = clock.nowNs();
    record.begin(count++, link.nowNs(), await, stop.requested());
    takeState();
    if (record.await != AwaitResult.FRESH) {
      doWithoutState();
    } else if (decide()) {
      JointState seen = positionSource.of(record.state);
      clock.reached(TickStage.READ);
      law.computeInto(phases, seen, record);
      clock.reached(TickStage.FEEDBACK);
      boolean sent = answer(link, beganNs);
      learning.learn(record, seen, output.applied(), sent);
      clock.reached(TickStage.LEARN);
    }
    finish();
    return record.phase;
  }

  /** The state that came becomes the tick's; one that is no newer than the last is as good as none. */
  private void takeState() {
    if (record.await == AwaitResult.FRESH) {
      if (cycle.accept(incoming.sequence, incoming.mode)) {
        record.state.copyFrom(incoming);
        record.linkSide = linkPosition.into(record.state, record.qLink);
        ages.add(incoming, record.nowNs);
      } else {
        record.await = AwaitResult.LATE;
      }
    }
  }

  /** Commands, phase and set-point of this tick; false if the arm ended the run and wants no answer. */
  private boolean decide() {
    commands.serve(record);
    law.advance();
    phases.take(record.state, record.stopRequested);
    if (phases.phase() == LoopPhase.FAULT) {
      output.keepInto(record);
      return false;
    }
    if (phases.justEngaged()) {
      // The brakes hand over the weight of the arm: the guards must not take it for a jump.
      law.holdInto(record.state.q, output.applied());
    }
    return true;
  }

  /** Sends the torque if the guards let it pass; returns whether it was sent. */
  private boolean answer(ArmLink link, long beganNs) {
    boolean passes = output.passes(record, FaultReason.GUARD);
    output.countSkipped();
    clock.reached(TickStage.GUARDS);
    if (passes) {
      output.send(link, record);
      clock.reached(TickStage.SEND);
      record.latencyNs = clock.nowNs() - beganNs
          + Math.max(0, record.nowNs - record.state.receivedNs);
    }
    return passes;
  }

  /** Nothing is sent, for the arm is the clock, but silence must end the run. */
  private void doWithoutState() {
    cycle.countLate();
    adapter.interrupt();
    output.keepInto(record);
    if (record.await == AwaitResult.LOST) {
      phases.fault(FaultReason.LINK_LOST);
    } else if (phases.phase() == LoopPhase.WAITING) {
      phases.waitOn(record.nowNs);
    } else {
      // The last state passed the guards when it came: if it does not pass now, it is too old.
      output.passes(record, FaultReason.NO_STATE);
    }
  }

  private void finish() {
    record.phase = phases.phase();
    record.fault = phases.reason();
    record.motion = phases.motion();
    record.take(phases.setpoint());
    cycle.endTick(record.latencyNs, settings.periodNs(), record.trips);
    tally.add(record);
    if (record.phase.isFinal()) {
      tally.end();
    }
    for (int i = 0; i < rings.length; i++) {
      rings[i].offer(record);
    }
    adapter.snapshots().serve();
    clock.reached(TickStage.RECORD);
    clock.ended(record);
  }

  /** The sole catch-all of the loop ends here: no tick may follow. */
  void fail() {
    phases.fault(FaultReason.INTERNAL);
    tally.end();
  }

  /** Copies of what the model remembers, served at the end of each tick. */
  public ModelSnapshots snapshots() {
    return adapter.snapshots();
  }

  /** What the arm carries, if the model can tell. For when the loop has ended. */
  public Optional<PayloadEstimate> payload() {
    return adapter.payload();
  }

  /** States that the arm sent and the loop never saw. Any thread. */
  public long missedStates() {
    return cycle.missedStates();
  }

  /** What was counted. Read after the run. */
  public CycleMonitor cycle() {
    return cycle;
  }

  public RunTally tally() {
    return tally;
  }

  /** How old the states were. Read after the run. */
  public StateAges ages() {
    return ages;
  }

  public GuardChain guards() {
    return output.guards();
  }

  public LoopPhase phase() {
    return phases.phase();
  }

  /** Why the run ended in FAULT, or NONE. */
  public FaultReason faultReason() {
    return phases.reason();
  }

  /** The guard that ended the run; empty if none did. */
  public Optional<String> stoppedBy() {
    return output.stoppedBy();
  }
}
