package org.statewise.bridge.fri;

import java.util.Map;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.fri.ClientSession.Reaction;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * Both ends of FRI in lockstep on the arm's own clock: every state and every torque passes through the
 * bytes of the dialect, and the same controller gives the same run to the bit. What it lacks of the
 * real thing is the network.
 *
 * <p>States are never late, so deadlines are not looked at. All belongs to the control thread; {@link
 * #close} may come from any.
 */
public final class LoopbackFriLink implements ArmLink {
  /** The longest wait for a state, ns: the control loop's own timeout. */
  private static final long MAX_WAIT_NS = 100_000_000;

  /** The wait covers at least so many answers, however rarely one is due. */
  private static final int MIN_WAIT_ANSWERS = 4;

  private final Cabinet cabinet;
  private final ClientSession session;
  private final Wire wire;
  private final ArmInfo info;
  private final long waitPeriods;
  private final Runnable beforeStep;
  private final FriCounters counters = new FriCounters();
  private final byte[] message = new byte[Framing.MAX_DATAGRAM_BYTES];
  private final byte[] answer = new byte[Framing.MAX_DATAGRAM_BYTES];
  private boolean takenOver;
  private boolean hasNewState;
  private volatile FriPhase phase = FriPhase.LISTENING;
  private volatile FriEnd end = FriEnd.NONE;
  private volatile boolean closed;

  /** What lies between the two ends; a test's may lose, repeat, delay and damage datagrams. */
  static class Wire {
    /** Whose wire this is. */
    LoopbackFriLink link;

    /** A period begins. */
    void begin() {}

    /** The robot sends. */
    @HotPath
    void toClient(byte[] bytes, int length) {
      link.clientReceives(bytes, length);
    }

    /** The client sends. */
    @HotPath
    void toRobot(byte[] bytes, int length) {
      link.cabinet.receive(bytes, length);
    }
  }

  /** A link over a perfect wire whose client sends no dither. */
  public LoopbackFriLink(SimulatedArm arm, ArmModel model, FriCabinetConfig config,
      Runnable beforeStep) {
    this(arm, model, config, 0, beforeStep, new Wire());
  }

  /**
   * A link over any wire.
   *
   * @param arm owned by this link from now on
   * @param model what FRI does not transmit of it
   * @param ditherRad as in {@link FriClientConfig}
   * @param beforeStep runs before each period on the control thread; it may wait but must not throw
   */
  LoopbackFriLink(SimulatedArm arm, ArmModel model, FriCabinetConfig config,
      double ditherRad, Runnable beforeStep, Wire wire) {
    this.beforeStep = beforeStep;
    this.wire = wire;
    wire.link = this;
    cabinet = new Cabinet(arm, config);
    session = new ClientSession(new FriClientConfig("", 0, "", 0, Optional.empty(), model,
        config.gripperOutput(), true, false, ditherRad, 1), counters);
    info = ArmInfo.of(model, arm.info().periodNs() * config.receiveMultiplier(), true);
    waitPeriods = Math.max(MAX_WAIT_NS / arm.info().periodNs(),
        (long) MIN_WAIT_ANSWERS * config.receiveMultiplier());
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    hasNewState = false;
    for (int i = 0; i < waitPeriods && !hasNewState && !closed; i++) {
      beforeStep.run();
      wire.begin();
      wire.toClient(message, cabinet.step(1, message));
    }
    if (closed) {
      return AwaitResult.LOST;
    }
    if (!hasNewState) {
      return AwaitResult.LATE;
    }
    state.copyFrom(session.state());
    return AwaitResult.FRESH;
  }

  private void clientReceives(byte[] bytes, int length) {
    Reaction reaction = session.receive(bytes, length, cabinet.timeNs(), takenOver);
    if (reaction == Reaction.DROPPED) {
      return;
    }
    session.stampAge(cabinet.timeNs(), 0);
    phase = session.status().phase;
    end = session.status().end;
    hasNewState |= session.hasNewState();
    if (reaction == Reaction.ANSWER) {
      wire.toRobot(answer, session.ownAnswer(cabinet.timeNs(), answer));
    }
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (closed) {
      return SendResult.LOST;
    }
    if (end != FriEnd.NONE || !command.isValidFor(info.jointCount())) {
      return SendResult.REFUSED;
    }
    takenOver = true;
    int length = session.torqueAnswer(command, cabinet.timeNs(), answer);
    if (length > 0) {
      wire.toRobot(answer, length);
    }
    return SendResult.SENT;
  }

  @Override
  @HotPath
  public void release() {
    takenOver = false;
    if (session.answerDue()) {
      wire.toRobot(answer, session.ownAnswer(cabinet.timeNs(), answer));
    }
  }

  @Override
  @HotPath
  public long nowNs() {
    return cabinet.timeNs();
  }

  @Override
  public boolean grantsCommanding() {
    return true;
  }

  @Override
  @HotPath
  public boolean takesCommands() {
    return session.status().takesCommands();
  }

  @Override
  public String endReason() {
    return end.sentence();
  }

  FriPhase phase() {
    return phase;
  }

  /** Why the cabinet took the arm back. */
  public CabinetStop stop() {
    return cabinet.stop();
  }

  /** How often the cabinet took the arm back, by cause. */
  Map<CabinetStop, Long> stops() {
    return cabinet.stops();
  }

  /** What the arm was taken back for, as a sentence; empty for nothing that the client did. */
  String objection() {
    return cabinet.objection();
  }

  /** What the client's end counted. */
  public FriStatistics statistics() {
    return counters.snapshot();
  }

  @Override
  public Map<String, Long> counts() {
    return statistics().byName();
  }

  /** What the cabinet's end counted. */
  public FriStatistics cabinetStatistics() {
    return cabinet.statistics();
  }

  @Override
  public void close() {
    closed = true;
  }
}
