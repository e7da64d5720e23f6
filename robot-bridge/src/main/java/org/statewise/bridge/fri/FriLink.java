package org.statewise.bridge.fri;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.LoopSignal;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.models.HotPath;

/**
 * An arm behind a KUKA cabinet that speaks FRI, driven by torques on top of the cabinet's own gravity
 * compensation and joint impedance. Its clock is {@link System#nanoTime}, or stands still with that of
 * a simulated cabinet that waits for its client.
 *
 * <p>The link's I/O thread answers every message that wants an answer, whatever the controller does;
 * the first {@link #send} lays the controller's torques into those answers, {@link #release} takes
 * them out. Once the cabinet ends commanding, states carry {@link
 * org.statewise.bridge.api.ArmMode#FAULT}, {@link #endReason} says why, and nothing resumes: a new
 * link does. {@link #awaitState}, {@link #send} and {@link #release} allocate nothing.
 */
public final class FriLink implements ArmLink {
  /** How often someone who waits for the cabinet is looked after. */
  private static final long LOOK_NS = 250_000_000;

  private final FriClientConfig config;
  private final ClientSession session;
  private final FriCounters counters;
  private final PeerPin pin;
  private final int joints;
  private final LatestValue<JointState> states;
  private final LatestValue<OutgoingTorque> commands;
  private final LatestValue<FriStatus> statuses;

  /** The control thread's alone: it is what the one writer of {@link #commands} publishes. */
  final OutgoingTorque outgoing;

  /** The I/O thread's. */
  private final OutgoingTorque sending;
  private final byte[] answer = new byte[Framing.MAX_DATAGRAM_BYTES];

  private final FriSocket socket;
  private final LoopSignal commandReady;
  private ArmInfo info;
  private String remark = "";
  private final ConnectionHints hints;

  /** Of a simulated cabinet; null until its period is known, and of a real one. */
  private volatile WaitingClock clock;
  private volatile InetSocketAddress stranger;
  private volatile boolean takenOver;
  private volatile boolean takesCommands;
  private volatile FriEnd end = FriEnd.NONE;
  private volatile long periodNs;
  private volatile boolean closed;

  private FriLink(FriClientConfig config) throws FriException {
    this.config = config;
    joints = config.arm().jointCount();
    counters = new FriCounters();
    session = new ClientSession(config, counters);
    hints = new ConnectionHints(config, System.nanoTime());
    pin = new PeerPin(config.peerHost(), config.peerPort());
    states = new LatestValue<>(() -> new JointState(joints), (from, to) -> to.copyFrom(from),
        this::nowNs);
    commands = new LatestValue<>(() -> new OutgoingTorque(joints),
        (from, to) -> to.copyFrom(from), System::nanoTime);
    statuses = new LatestValue<>(FriStatus::new, (from, to) -> to.copyFrom(from),
        System::nanoTime);
    outgoing = new OutgoingTorque(joints);
    sending = new OutgoingTorque(joints);
    // Last: its thread uses all of the above, which binding publishes.
    socket = FriSocket.open("statewise-fri", config.listenHost(), config.listenPort(),
        this::onDatagram);
    commandReady = new LoopSignal(socket.executor(), this::sendNewest);
  }

  /** Likewise, without a word meanwhile. */
  public static FriLink open(FriClientConfig config) throws FriException {
    return open(config, sentence -> {});
  }

  /**
   * Listens, and waits for the cabinet's first report that wants an answer.
   *
   * @param says takes sentences for the person who waits meanwhile
   * @throws FriException if the address cannot be had, nothing usable comes in time, or the measured
   *     torque has the wrong sign
   */
  public static FriLink open(FriClientConfig config, Consumer<String> says) throws FriException {
    FriLink link = new FriLink(config);
    boolean opened = false;
    try {
      link.meet(config, says);
      opened = true;
      return link;
    } finally {
      if (!opened) {
        link.close();
      }
    }
  }

  private void meet(FriClientConfig config, Consumer<String> says) throws FriException {
    JointState first = new JointState(joints);
    long deadlineNs = nowNs() + config.patienceMillis() * 1_000_000L;
    AwaitResult met = AwaitResult.LATE;
    while (met == AwaitResult.LATE) {
      long nowNs = nowNs();
      if (deadlineNs - nowNs <= 0) {
        throw new FriException("no FRI session came from " + config.peerHost() + " to port "
            + socket.port() + " within " + config.patienceMillis() / 1000.0 + " s: " + reason());
      }
      met = states.awaitInto(first, Math.min(deadlineNs, nowNs + LOOK_NS));
      if (met == AwaitResult.LATE) {
        hint().ifPresent(says);
      }
    }
    info = ArmInfos.of(config.arm(), periodNs);
    GravityCheck check = new GravityCheck(config.arm(), first.q, first.tau);
    if (check.verdict() == GravityCheck.Verdict.WRONG_SIGN && config.commands()) {
      throw new FriException(check.sentence());
    }
    remark = check.sentence();
  }

  private String reason() {
    String told = new ConnectionHints(config, 0).sentence(statistics(), stranger,
        session.refusal());
    return told.isEmpty() ? "it sends, but its session stays IDLE" : told;
  }

  /**
   * What a person should know of the connection: who else sends, or why what comes is of no use. At most
   * one sentence in ten seconds. One thread, not necessarily the control's.
   */
  public Optional<String> hint() {
    return hints.due(System.nanoTime(), statistics(), stranger, session.refusal());
  }

  /** I/O thread. */
  private void onDatagram(byte[] bytes, int length, InetSocketAddress sender) {
    long nowNs = System.nanoTime();
    if (!pin.admits(sender, nowNs)) {
      stranger = sender;
      counters.foreign.incrementAndGet();
      return;
    }
    long slippedBeforeNs = slippedNs();
    ClientSession.Reaction reaction = session.receive(bytes, length,
        clock == null ? nowNs : clock.arrive(), takenOver);
    if (reaction == ClientSession.Reaction.DROPPED) {
      return;
    }
    session.stampAge(nowNs, slippedNs() - slippedBeforeNs);
    pin.heard(sender, nowNs);
    if (reaction == ClientSession.Reaction.ANSWER) {
      send(session.ownAnswer(System.nanoTime(), answer));
    }
    FriStatus status = session.status();
    end = status.end;
    periodNs = session.periodNs();
    if (config.simulated() && clock == null && periodNs > 0) {
      clock = new WaitingClock(System::nanoTime, periodNs);
    }
    takesCommands = status.takesCommands();
    statuses.publish(status);
    if (session.stateIsNews()) {
      states.publish(session.state());
    }
  }

  /** I/O thread: sends what the control thread published last. */
  private void sendNewest() {
    if (!commands.pollInto(sending)) {
      return;
    }
    if (!sending.release) {
      send(session.torqueAnswer(sending.command, System.nanoTime(), answer));
    } else if (session.answerDue()) {
      send(session.ownAnswer(System.nanoTime(), answer));
    }
  }

  private void send(int length) {
    if (length > 0 && !closed) {
      socket.send(answer, length, pin.peer());
    }
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    return closed ? AwaitResult.LOST : states.awaitInto(state, deadlineNs);
  }

  /**
   * {@inheritDoc} The first command takes over: it acts from the next state on, and ends this link's
   * commanding for good if the cabinet does not take commands then. A command that is not finite is
   * refused, and so is every one after the end.
   */
  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (closed) {
      return SendResult.LOST;
    }
    if (end != FriEnd.NONE || !isValid(command.tau)) {
      return SendResult.REFUSED;
    }
    takenOver = true;
    outgoing.release = false;
    outgoing.command.copyFrom(command);
    commands.publish(outgoing);
    return commandReady.raise() ? SendResult.SENT : SendResult.LOST;
  }

  private boolean isValid(double[] tau) {
    if (tau.length != joints) {
      return false;
    }
    for (int j = 0; j < tau.length; j++) {
      if (!Double.isFinite(tau[j])) {
        return false;
      }
    }
    return true;
  }

  /** {@inheritDoc} The cabinet gets zero torque and its own position from now on. */
  @Override
  @HotPath
  public void release() {
    if (takenOver && !closed) {
      takenOver = false;
      outgoing.release = true;
      commands.publish(outgoing);
      commandReady.raise();
    }
  }

  @Override
  @HotPath
  public long nowNs() {
    WaitingClock standing = clock;
    return standing == null ? System.nanoTime() : standing.nowNs();
  }

  @Override
  public boolean waits() {
    return config.simulated();
  }

  @Override
  public long timeSlips() {
    return clock == null ? 0 : clock.slips();
  }

  @Override
  public long slippedNs() {
    return clock == null ? 0 : clock.slippedNs();
  }

  @Override
  public boolean decidesWhen() {
    return true;
  }

  @Override
  @HotPath
  public boolean takesCommands() {
    return takesCommands;
  }

  @Override
  public String endReason() {
    return end.sentence();
  }

  @Override
  public String remark() {
    return remark;
  }

  /** Takes the newest status if it was not taken before. One thread, not necessarily the control's. */
  public boolean pollStatusInto(FriStatus status) {
    return statuses.pollInto(status);
  }

  /** What was counted so far. */
  public FriStatistics statistics() {
    return counters.snapshot();
  }

  @Override
  public Map<String, Long> counts() {
    return statistics().byName();
  }

  /** The port that it listens on. */
  public int port() {
    return socket.port();
  }

  /** Falls silent, upon which the cabinet ends the session, and frees the port. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      // Not release(): the commands have one writer, the control thread, and this may be another.
      takenOver = false;
      closed = true;
      states.close();
      socket.close();
    }
  }
}
