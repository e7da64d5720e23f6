package org.statewise.controller.loop;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardContext;
import org.statewise.controller.safety.GuardVerdict;
import org.statewise.models.HotPath;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.PayloadEstimate;

/**
 * One tick: state in, torque out, then learn.
 *
 * <p>Everything that decides is here or in what {@link PhaseMachine} says; a recording of what the link,
 * the stop signal and the order source gave is enough to do it all again, to the bit.
 */
public final class ControlTick {
  private final LoopSettings settings;
  private final JointPd pd;
  private final FadingPrior prior;
  private final OnlineAdapter adapter;
  private final GuardChain guards;
  private final StopSignal stop;
  private final TickRing[] rings;
  private final LongSupplier latencyClock;

  private final PhaseMachine phases;
  private final AccelerationLead ahead;
  private final CommandDispatcher orders;
  private final CycleMonitor cycle = new CycleMonitor();
  private final StateAges ages;
  private final RunTally tally = new RunTally();
  private final TickRecord record;
  private final JointState incoming;
  private final TorqueCommand command;
  private final double[] uLast;
  private final double[] uHold;
  private final GuardContext context;
  private long count;
  private int stoppedBy = -1;

  /** A tick that starts in WAITING. */
  public ControlTick(ControlSetup setup) {
    settings = setup.settings();
    pd = setup.pd();
    prior = setup.prior();
    adapter = setup.adapter();
    guards = setup.guards();
    stop = setup.stop();
    rings = setup.rings().toArray(TickRing[]::new);
    latencyClock = setup.latencyClock();
    int n = setup.joints();
    phases = new PhaseMachine(settings, setup.task(), n);
    ahead = new AccelerationLead(n, settings);
    orders = new CommandDispatcher(setup.orders(), phases, adapter, prior);
    ages = new StateAges(settings.periodNs());
    record = new TickRecord(n);
    incoming = new JointState(n);
    command = new TorqueCommand(n);
    uLast = new double[n];
    uHold = new double[n];
    context = new GuardContext(record.state, phases.setpoint().qDes, uLast, record.u);
    context.dtSeconds = settings.periodNs() * 1e-9;
  }

  /** Waits for a state, answers it, learns, and hands the record of it on. */
  @HotPath
  public LoopPhase run(ArmLink link) {
    AwaitResult await = link.awaitState(incoming, link.nowNs() + settings.silenceNs() / 2);
    long startNs = latencyClock.getAsLong();
    begin(link.nowNs(), await);
    if (record.await == AwaitResult.FRESH) {
      answer(link, startNs);
    } else {
      missState();
    }
    end();
    return record.phase;
  }

  private void begin(long nowNs, AwaitResult await) {
    record.tick = count++;
    record.nowNs = nowNs;
    record.await = await;
    record.trips = 0;
    record.learned = false;
    record.intervention = Intervention.NONE;
    record.outcome = null;
    record.sent = null;
    record.latencyNs = 0;
    record.order = null;
    record.orderNumber = 0;
    record.stopRequested = stop.requested();
    if (await == AwaitResult.FRESH) {
      if (cycle.accept(incoming.sequence)) {
        record.state.copyFrom(incoming);
        ages.add(incoming, nowNs);
      } else {
        // An old state is as good as none.
        record.await = AwaitResult.LATE;
      }
    }
  }

  private void answer(ArmLink link, long startNs) {
    JointState state = record.state;
    orders.serve(record);
    prior.advance();
    adapter.advance(settings.fadeStep());
    phases.take(state, record.stopRequested);
    if (phases.phase() == LoopPhase.FAULT) {
      // The arm ended the run by itself: it wants no answer.
      System.arraycopy(uLast, 0, record.u, 0, uLast.length);
      return;
    }
    if (phases.justEngaged()) {
      // The brakes hand over the weight of the arm: that is not a jump.
      prior.holdInto(state.q, uLast);
    }
    feedForward(state);
    pd.computeInto(state, phases.setpoint(), record.uFb);
    combine(state);
    boolean sends = guard(FaultReason.GUARD);
    if (!guards.maySend()) {
      cycle.countWithheld();
    }
    if (sends) {
      send(link);
      record.latencyNs = latencyClock.getAsLong() - startNs
          + Math.max(0, record.nowNs - state.receivedNs);
      learn(state);
    } else {
      adapter.interrupt();
    }
  }

  /** uPrior = prior(q, qd, qddDes); uModel = f_theta(q, qd, qddDes) (paper, section II). */
  private void feedForward(JointState state) {
    double[] qddDes = ahead.of(phases.setpoint().qddDes, state.armTimeNs, phases.phase());
    prior.computeInto(state.q, state.qd, qddDes, record.uPrior);
    adapter.predictInto(state, qddDes, record.uModel);
  }

  /** u = uHold + fade (uPrior + uModel + uFb - uHold); while braking u = uHold - kd qd. */
  private void combine(JointState state) {
    prior.holdInto(state.q, uHold);
    if (phases.phase() == LoopPhase.BRAKING) {
      pd.brakeInto(state, record.uFb);
      for (int j = 0; j < uHold.length; j++) {
        record.u[j] = uHold[j] + record.uFb[j];
      }
      return;
    }
    double fade = phases.fade();
    for (int j = 0; j < uHold.length; j++) {
      double whole = record.uPrior[j] + record.uModel[j] + record.uFb[j];
      record.u[j] = uHold[j] + fade * (whole - uHold[j]);
    }
  }

  /** Whether {@code record.u} may be sent. */
  private boolean guard(FaultReason ifAbandoned) {
    context.nowNs = record.nowNs;
    context.follows = phases.follows();
    context.holds = phases.holds();
    context.missedInARow = cycle.missedInARow();
    context.lossFraction = cycle.lossFraction();
    GuardVerdict verdict = guards.check(context);
    record.trips = guards.trips();
    if (settings.observesOnly()) {
      return true;
    }
    if (phases.obey(verdict, ifAbandoned)) {
      stoppedBy = guards.decisive();
    }
    return guards.maySend();
  }

  private void send(ArmLink link) {
    command.stateSequence = record.state.sequence;
    command.sentNs = link.nowNs();
    command.gripperClosed = phases.setpoint().gripperClosed;
    System.arraycopy(record.u, 0, command.tau, 0, command.tau.length);
    SendResult sent = link.send(command);
    record.sent = sent;
    if (sent == SendResult.REFUSED) {
      cycle.countRefused();
    }
    // What acts is what the link says: in a dry run, the torque of the recording.
    double[] applied = link.appliedTorque(command);
    System.arraycopy(applied, 0, record.u, 0, uLast.length);
    System.arraycopy(applied, 0, uLast, 0, uLast.length);
  }

  /** Learns from the sample that this tick completes; only a running task teaches. */
  private void learn(JointState state) {
    if (phases.phase() != LoopPhase.RUNNING) {
      adapter.interrupt();
      return;
    }
    record.intervention = adapter.supervise(record.uModel, record.uFb, phases.setpoint());
    record.learned = adapter.observe(state, uLast, phases.setpoint(), record.trips == 0);
    record.outcome = adapter.outcome();
    if (record.learned) {
      LearnReport report = adapter.report();
      System.arraycopy(adapter.priorError(), 0, record.priorError, 0, uLast.length);
      System.arraycopy(report.predictionError, 0, record.predictionError, 0, uLast.length);
      System.arraycopy(report.phi, 0, record.phi, 0, uLast.length);
      record.loss = report.loss;
      record.stepSize = report.stepSize;
      record.thetaNorm = report.thetaNorm;
      record.outOfRange = report.outOfRange;
      record.fieldsInUse = report.fieldsInUse;
      record.fieldsRecycled = report.fieldsRecycled;
    }
  }

  /** No state: nothing is sent, for the arm is the clock, but silence must end the run. */
  private void missState() {
    cycle.countLate();
    adapter.interrupt();
    System.arraycopy(uLast, 0, record.u, 0, uLast.length);
    if (record.await == AwaitResult.LOST) {
      phases.fault(FaultReason.LINK_LOST);
    } else if (phases.phase() != LoopPhase.WAITING) {
      // What was last known was in order then: if it is not now, it is too old.
      guard(FaultReason.NO_STATE);
    } else {
      phases.waitOn(record.nowNs);
    }
  }

  private void end() {
    record.phase = phases.phase();
    record.fault = phases.reason();
    record.motion = phases.motion();
    record.gripperClosed = phases.setpoint().gripperClosed;
    System.arraycopy(phases.setpoint().qDes, 0, record.qDes, 0, uLast.length);
    System.arraycopy(phases.setpoint().qdDes, 0, record.qdDes, 0, uLast.length);
    System.arraycopy(phases.setpoint().qddDes, 0, record.qddDes, 0, uLast.length);
    cycle.endTick(record.latencyNs, settings.periodNs(), record.trips);
    tally.add(record);
    if (record.phase.isFinal()) {
      tally.end();
    }
    for (int i = 0; i < rings.length; i++) {
      rings[i].offer(record);
    }
    adapter.snapshots().serve();
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

  /** What the run came to, tick by tick. */
  public RunTally tally() {
    return tally;
  }

  /** How old the states were. Read after the run. */
  public StateAges ages() {
    return ages;
  }

  /** The guards that every command passed. */
  public GuardChain guards() {
    return guards;
  }

  /** The phase now. */
  public LoopPhase phase() {
    return phases.phase();
  }

  /** Why the run ended in FAULT, or NONE. */
  public FaultReason faultReason() {
    return phases.reason();
  }

  /** The guard that ended the run; empty if none did. */
  public Optional<String> stoppedBy() {
    return stoppedBy < 0 ? Optional.empty() : Optional.of(guards.names().get(stoppedBy));
  }
}
