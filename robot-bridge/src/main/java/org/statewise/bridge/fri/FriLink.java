package org.statewise.bridge.fri;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
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
  /** How often the hint is checked while the cabinet is awaited. */
  private static final long HINT_CHECK_NS = 250_000_000;

  private final FriClientConfig config;
  private final FriEndpoint endpoint;
  private final int joints;

  /** The control thread's alone. */
  final OutgoingTorque outgoing;
  private final ConnectionHints hints;
  private ArmInfo info;
  private String remark = "";
  private volatile boolean closed;

  private FriLink(FriClientConfig config) throws FriException {
    this.config = config;
    joints = config.arm().jointCount();
    outgoing = new OutgoingTorque(joints);
    endpoint = new FriEndpoint(config);
    // Last: opening the first socket of a process may take longer than the hints wait for a cabinet.
    hints = new ConnectionHints(config, System.nanoTime());
  }

  /** Opens a link as {@link #open(FriClientConfig, Consumer)} does, without progress messages. */
  public static FriLink open(FriClientConfig config) throws FriException {
    return open(config, sentence -> {});
  }

  /**
   * Listens, and waits for the cabinet's first report that wants an answer.
   *
   * @param progress receives sentences for the person who waits
   * @throws FriException if the address cannot be had, nothing usable comes in time, or the
   *     measured torque has the wrong sign
   */
  public static FriLink open(FriClientConfig config, Consumer<String> progress)
      throws FriException {
    FriLink link = new FriLink(config);
    boolean opened = false;
    try {
      link.awaitFirstState(config, progress);
      opened = true;
      return link;
    } finally {
      if (!opened) {
        link.close();
      }
    }
  }

  private void awaitFirstState(FriClientConfig config, Consumer<String> progress)
      throws FriException {
    JointState first = new JointState(joints);
    long deadlineNs = nowNs() + config.connectTimeoutMillis() * 1_000_000L;
    AwaitResult result = AwaitResult.LATE;
    while (result == AwaitResult.LATE) {
      long nowNs = nowNs();
      if (deadlineNs - nowNs <= 0) {
        throw new FriException("no FRI session came from " + config.peerHost() + " to port "
            + port() + " within " + config.connectTimeoutMillis() / 1000.0 + " s: " + reason());
      }
      result = endpoint.states().awaitInto(first, Math.min(deadlineNs, nowNs + HINT_CHECK_NS));
      if (result == AwaitResult.LATE) {
        hint().ifPresent(progress);
      }
    }
    // A cabinet always compensates gravity under an overlay.
    info = ArmInfo.of(config.arm(), endpoint.periodNs(), true);
    GravityCheck check = new GravityCheck(config.arm(), first.q, first.tau);
    if (check.verdict() == GravityCheck.Verdict.WRONG_SIGN && config.commands()) {
      throw new FriException(check.sentence());
    }
    remark = check.sentence();
  }

  private String reason() {
    String sentence = new ConnectionHints(config, 0).sentence(statistics(),
        endpoint.foreignSender(),
        endpoint.refusal());
    return sentence.isEmpty() ? "it sends, but its session stays IDLE" : sentence;
  }

  /**
   * What a person should know of the connection: who else sends, or why what comes is of no use. At most
   * one sentence in ten seconds. One thread, not necessarily the control's.
   */
  public Optional<String> hint() {
    return hints.due(System.nanoTime(), statistics(), endpoint.foreignSender(), endpoint.refusal());
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    return closed ? AwaitResult.LOST : endpoint.states().awaitInto(state, deadlineNs);
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
    if (endpoint.end() != FriEnd.NONE || !command.isValidFor(joints)) {
      return SendResult.REFUSED;
    }
    outgoing.release = false;
    outgoing.command.copyFrom(command);
    return endpoint.send(outgoing) ? SendResult.SENT : SendResult.LOST;
  }

  /** {@inheritDoc} The cabinet gets zero torque and its own position from now on. */
  @Override
  @HotPath
  public void release() {
    if (endpoint.takenOver() && !closed) {
      outgoing.release = true;
      endpoint.send(outgoing);
    }
  }

  @Override
  @HotPath
  public long nowNs() {
    return endpoint.nowNs();
  }

  @Override
  public boolean waits() {
    return config.simulated();
  }

  @Override
  public long timeSlips() {
    return endpoint.timeSlips();
  }

  @Override
  public long slippedNs() {
    return endpoint.slippedNs();
  }

  @Override
  public boolean grantsCommanding() {
    return true;
  }

  @Override
  @HotPath
  public boolean takesCommands() {
    return endpoint.takesCommands();
  }

  @Override
  public String endReason() {
    return endpoint.end().sentence();
  }

  @Override
  public String remark() {
    return remark;
  }

  /** Takes the newest status if it was not taken before. One thread, not necessarily the control's. */
  public boolean pollStatusInto(FriStatus status) {
    return endpoint.statuses().pollInto(status);
  }

  /** What was counted so far. */
  public FriStatistics statistics() {
    return endpoint.statistics();
  }

  @Override
  public Map<String, Long> counts() {
    return statistics().byName();
  }

  /** The port that it listens on. */
  public int port() {
    return endpoint.port();
  }

  /** Stops sending, upon which the cabinet ends the session, and frees the port. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      endpoint.close();
    }
  }
}
