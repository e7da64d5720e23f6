package org.statewise.bridge.sim;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.models.HotPath;

/**
 * Any link, with the faults of a {@link FaultPlan} between it and the controller. Faults count their
 * time on the arm's clock from the first command on; what comes before is left alone.
 *
 * <p>Time passes as it does on the link below: while a fault swallows states, states are awaited and
 * thrown away, so that on a virtual clock the arm goes on without its controller just as in real time.
 *
 * <p>One control thread; only {@link #close} may come from any.
 */
public final class FaultyArmLink implements ArmLink {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final ArmLink link;
  private final ActiveFaults active;
  private final JointState incoming;
  private final JointState kept;
  private final JointState discarded;
  private final DelayLine delayLine;
  private final StateCorruption corruption;
  private final TorqueCommand outgoing;
  private final boolean[] paused;
  private long firstCommandNs = NOT_YET;
  private long lastArmTimeNs;
  private long clockOffsetNs;
  private boolean keptIsNext;
  private boolean silent;
  private boolean flipped;
  private boolean lost;
  private long effects;

  /**
   * @param link owned and closed by this one
   * @throws IllegalArgumentException if a fault is about a joint that the arm does not have
   */
  public FaultyArmLink(ArmLink link, FaultPlan plan) {
    this.link = link;
    int n = link.info().jointCount();
    active = new ActiveFaults(plan.checkedFor(n));
    incoming = new JointState(n);
    kept = new JointState(n);
    discarded = new JointState(n);
    outgoing = new TorqueCommand(n);
    delayLine = new DelayLine(n, plan.longestDelay());
    corruption = new StateCorruption(n);
    paused = new boolean[active.count()];
  }

  @Override
  public ArmInfo info() {
    return link.info();
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    if (lost) {
      return AwaitResult.LOST;
    }
    if (keptIsNext) {
      keptIsNext = false;
      state.copyFrom(kept);
      DelayLine.arriveNow(state, nowNs());
      return AwaitResult.FRESH;
    }
    boolean holding = false;
    while (true) {
      // A late state has left its age here, and not every link overwrites it.
      incoming.ageOnArrivalNs = 0;
      AwaitResult result = link.awaitState(incoming, deadlineNs - clockOffsetNs);
      if (result != AwaitResult.FRESH) {
        return result;
      }
      if (!arrive()) {
        if (lost) {
          return AwaitResult.LOST;
        }
        if (nowNs() - deadlineNs >= 0) {
          return AwaitResult.LATE;
        }
      } else if (!holding && active.find(FaultKind.REORDER) != null) {
        effects++;
        holding = true;
        kept.copyFrom(incoming);
      } else {
        keptIsNext = holding;
        handOver(state);
        return AwaitResult.FRESH;
      }
    }
  }

  /** Applies the faults to a state that has come; returns false if the state is lost. */
  @HotPath
  private boolean arrive() {
    lastArmTimeNs = incoming.armTimeNs;
    active.update(firstCommandNs == NOT_YET ? -1 : (lastArmTimeNs - firstCommandNs) * 1e-9);
    incoming.receivedNs += clockOffsetNs;
    if (active.find(FaultKind.LOST) != null) {
      effects++;
      lost = true;
      return false;
    }
    silent = active.find(FaultKind.SILENT) != null;
    flipped = active.find(FaultKind.FLIP) != null;
    stepClocks();
    effects += corruption.corrupt(incoming, active);
    if (flipped) {
      effects++;
      negate(incoming.tau);
    }
    Fault delay = active.find(FaultKind.DELAY);
    effects += delay == null || delay.size() < 1 ? 0 : 1;
    boolean due = delayLine.pass(incoming, delay == null ? 0 : (int) delay.size());
    if (silent || active.find(FaultKind.DROP) != null) {
      effects++;
      return false;
    }
    return due;
  }

  /**
   * Steps the clocks. A clock that is set after a state's arrival affects only what reads it
   * afterwards.
   */
  @HotPath
  private void stepClocks() {
    Fault step = active.find(FaultKind.CLOCK);
    clockOffsetNs = step == null ? 0 : Math.round(step.size() * 1e6);
    Fault armStep = active.find(FaultKind.ARM_CLOCK);
    if (armStep != null) {
      incoming.armTimeNs += Math.round(armStep.size() * 1e6);
    }
    effects += (step == null ? 0 : 1) + (armStep == null ? 0 : 1);
  }

  @HotPath
  private void handOver(JointState state) {
    state.copyFrom(incoming);
    if (active.find(FaultKind.DUPLICATE) != null) {
      effects++;
      kept.copyFrom(incoming);
      keptIsNext = true;
    }
    for (int i = 0; i < active.count(); i++) {
      Fault pause = active.find(i, FaultKind.PAUSE);
      if (pause != null && !paused[i]) {
        effects++;
        // A pause acts once in its interval, unless it comes at random.
        paused[i] = pause.probability() == 1;
        letTimePass(Math.round(pause.size() * 1e6));
      }
    }
  }

  /** The controller pauses while states come and go. */
  @HotPath
  private void letTimePass(long ns) {
    long untilNs = link.nowNs() + ns;
    while (link.nowNs() - untilNs < 0
        && link.awaitState(discarded, untilNs) != AwaitResult.LOST) {
      lastArmTimeNs = discarded.armTimeNs;
    }
  }

  @HotPath
  private static void negate(double[] values) {
    for (int j = 0; j < values.length; j++) {
      values[j] = -values[j];
    }
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (lost) {
      return SendResult.LOST;
    }
    if (firstCommandNs == NOT_YET) {
      firstCommandNs = lastArmTimeNs;
    }
    if (silent) {
      return SendResult.SENT;
    }
    if (!flipped) {
      return link.send(command);
    }
    outgoing.copyFrom(command);
    negate(outgoing.tau);
    return link.send(outgoing);
  }

  /** Reaches the arm unless the link is silent or lost; then the arm's own watchdog stops it. */
  @Override
  @HotPath
  public void release() {
    if (!lost && !silent) {
      link.release();
    }
  }

  /** How many faults took effect, each counted at every state. */
  public long effects() {
    return effects;
  }

  @Override
  @HotPath
  public long nowNs() {
    return link.nowNs() + clockOffsetNs;
  }

  @Override
  public boolean waits() {
    return link.waits();
  }

  @Override
  public long timeSlips() {
    return link.timeSlips();
  }

  @Override
  public long slippedNs() {
    return link.slippedNs();
  }

  @Override
  public String endReason() {
    return link.endReason();
  }

  @Override
  public void close() {
    link.close();
  }
}
