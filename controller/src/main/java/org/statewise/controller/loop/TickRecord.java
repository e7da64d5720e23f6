package org.statewise.controller.loop;

import java.util.Arrays;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;

/**
 * Everything that one tick was given and did: the tick's own working memory, and what recorder,
 * metrics and status line get to see. A reused carrier; the control thread writes it, the ring copies
 * it. SI units.
 */
public final class TickRecord {
  /** Counts from 0. */
  public long tick;

  /** How the wait for the state ended; if not FRESH, {@link #state} is the last one that came. */
  public AwaitResult await = AwaitResult.LATE;

  /** The link's clock when the tick began, ns. */
  public long nowNs;

  /** What was measured. */
  public final JointState state;

  /** Where the links are as far as is known, rad, and how far that is. */
  public final double[] qLink;
  public LinkSide linkSide = LinkSide.UNKNOWN;

  /** Someone asked for a stop, and this is the first tick that knew. */
  public boolean stopRequested;

  /**
   * The command that this tick took from its source, as a recording keeps it, or null; shared, and
   * changed by nobody. Then its number and what became of it.
   */
  public byte[] command;
  public long commandNumber;
  public CommandOutcome commandOutcome = CommandOutcome.TAKEN;

  /** The phase when the tick ended. */
  public LoopPhase phase = LoopPhase.WAITING;

  /** Why the run brakes or ended in FAULT; NONE otherwise. */
  public FaultReason fault = FaultReason.NONE;

  /** Index into the plan's motions; -1 outside of any. */
  public int motion = -1;

  /** Desired position, velocity and acceleration. */
  public final double[] qDes;
  public final double[] qdDes;
  public final double[] qddDes;

  /**
   * Feed-forward of the prior, of memory and observer together, and the observer's part of that; feedback;
   * Nm. The memory's part is {@link #uMemory}.
   */
  public final double[] uPrior;
  public final double[] uModel;
  public final double[] uObserver;
  public final double[] uFb;

  /** What left the guards and was sent, Nm. */
  public final double[] u;

  /** What became of the command; null if none was sent. */
  public SendResult sent;

  /** Whether the tool was told to hold its load. */
  public boolean gripperClosed;

  /** Bit k is set when guard k of the chain changed the command or stopped the arm. */
  public int trips;

  /** What supervision did to the memory, or to a model of one part, and to an observer beside it. */
  public Intervention intervention = Intervention.NONE;
  public Intervention observerIntervention = Intervention.NONE;

  /** What the model did with the sample that this tick completed; null if it completed none. */
  public LearnOutcome outcome;

  /** Whether a sample was learned in this tick; the rest of the block is about it. */
  public boolean learned;

  /** Target minus prior, Nm: what the prior alone gets wrong. */
  public final double[] priorError;
  public final double[] predictionError;
  public double loss;
  public final double[] phi;
  public double stepSize;
  public double thetaNorm;

  /** What scaled the memory's prediction of each joint, 0 to 1; not a number if it does not tell. */
  public final double[] confidence;

  /** How far the state lay outside those that the loss was trained on, 0 to 1; not recorded. */
  public double outOfRange;

  /** Receptive fields in use, and taken over since the start; 0 for a model without. Not recorded. */
  public int fieldsInUse;
  public long fieldsRecycled;

  /** From the state's arrival to the command's departure, ns; not reproducible. */
  public long latencyNs;

  /** A record for an arm of {@code joints} joints. */
  public TickRecord(int joints) {
    state = new JointState(joints);
    qLink = new double[joints];
    Arrays.fill(qLink, Double.NaN);
    qDes = new double[joints];
    qdDes = new double[joints];
    qddDes = new double[joints];
    uPrior = new double[joints];
    uModel = new double[joints];
    uObserver = new double[joints];
    uFb = new double[joints];
    u = new double[joints];
    priorError = new double[joints];
    predictionError = new double[joints];
    phi = new double[joints];
    confidence = new double[joints];
    Arrays.fill(confidence, Double.NaN);
  }

  /** A new tick begins: what the last one did is forgotten, what it measured and computed is not. */
  @HotPath
  void begin(long count, long linkNowNs, AwaitResult awaited, boolean stop) {
    tick = count;
    nowNs = linkNowNs;
    await = awaited;
    stopRequested = stop;
    trips = 0;
    learned = false;
    intervention = Intervention.NONE;
    observerIntervention = Intervention.NONE;
    outcome = null;
    sent = null;
    latencyNs = 0;
    command = null;
    commandNumber = 0;
  }

  /** The memory's part of the feed-forward of joint {@code j}, Nm: uMemory = uModel - uObserver. */
  @HotPath
  public double uMemory(int j) {
    return uModel[j] - uObserver[j];
  }

  /** Takes over what was desired. */
  @HotPath
  void take(Setpoint desired) {
    gripperClosed = desired.gripperClosed;
    copy(desired.qDes, qDes);
    copy(desired.qdDes, qdDes);
    copy(desired.qddDes, qddDes);
  }

  /** Takes over what the model says of the sample that it learned. */
  @HotPath
  void take(LearnReport report, double[] targetMinusPrior) {
    copy(targetMinusPrior, priorError);
    copy(report.predictionError, predictionError);
    copy(report.phi, phi);
    copy(report.confidence, confidence);
    loss = report.loss;
    stepSize = report.stepSize;
    thetaNorm = report.thetaNorm;
    outOfRange = report.outOfRange;
    fieldsInUse = report.fieldsInUse;
    fieldsRecycled = report.fieldsRecycled;
  }

  /** Takes over everything from a record of the same joint count. */
  @HotPath
  public void copyFrom(TickRecord other) {
    tick = other.tick;
    await = other.await;
    nowNs = other.nowNs;
    state.copyFrom(other.state);
    copy(other.qLink, qLink);
    linkSide = other.linkSide;
    stopRequested = other.stopRequested;
    command = other.command;
    commandNumber = other.commandNumber;
    commandOutcome = other.commandOutcome;
    phase = other.phase;
    fault = other.fault;
    motion = other.motion;
    copy(other.qDes, qDes);
    copy(other.qdDes, qdDes);
    copy(other.qddDes, qddDes);
    copy(other.uPrior, uPrior);
    copy(other.uModel, uModel);
    copy(other.uObserver, uObserver);
    copy(other.uFb, uFb);
    copy(other.u, u);
    sent = other.sent;
    gripperClosed = other.gripperClosed;
    trips = other.trips;
    intervention = other.intervention;
    observerIntervention = other.observerIntervention;
    outcome = other.outcome;
    learned = other.learned;
    copy(other.priorError, priorError);
    copy(other.predictionError, predictionError);
    loss = other.loss;
    copy(other.phi, phi);
    copy(other.confidence, confidence);
    stepSize = other.stepSize;
    thetaNorm = other.thetaNorm;
    outOfRange = other.outOfRange;
    fieldsInUse = other.fieldsInUse;
    fieldsRecycled = other.fieldsRecycled;
    latencyNs = other.latencyNs;
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
