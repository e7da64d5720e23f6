package org.statewise.bridge.fri;

import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * Turns the robot's datagrams into messages that can be relied on: of the session's dialect, whole,
 * finite, of this arm, within its range, reachable from the state before, and newer than that.
 * Everything else is counted and dropped. An arm that stays elsewhere is believed to be there after
 * {@link #MOVED_AFTER} states in a row which agree with each other. One thread.
 */
@HotPath
final class MonitoringReceiver {
  /** No burst of damage agrees with itself for so many states. */
  static final int MOVED_AFTER = 10;
  private static final int MAX_SEND_PERIOD_MILLIS = 100;
  private static final int MAX_RECEIVE_MULTIPLIER = 100;

  /** How long a network may hold datagrams back before it lets them go. */
  private static final long MAX_QUEUED_NS = 1_000_000_000;

  /** Arrivals that a network has pushed together are further apart at their sender by at most this. */
  private static final long ARRIVAL_SLACK_NS = 20_000_000;

  private final int joints;
  private final FriCounters counters;
  private final Framing framing = new Framing();
  private final MonitoringCodec codec = new MonitoringCodec();
  private final SequenceTracker sequence = new SequenceTracker();
  private final StateRangeCheck range;
  private MonitoringMessage newest;
  private MonitoringMessage spare;
  private FriDialect dialect;
  private long newestNs;
  private boolean restarted;
  private boolean moved;

  /**
   * The position in which consecutive states report the arm, though it cannot be reached from the
   * newest accepted one.
   */
  private final double[] elsewhereQ;
  private int elsewhereCounter;
  private int elsewhereInARow;

  /** @param dialect null for the first datagram to decide */
  MonitoringReceiver(ArmModel arm, FriDialect dialect, FriCounters counters) {
    this.joints = arm.jointCount();
    this.dialect = dialect;
    this.counters = counters;
    range = new StateRangeCheck(arm);
    newest = new MonitoringMessage(joints);
    spare = new MonitoringMessage(joints);
    elsewhereQ = new double[joints];
  }

  /**
   * Takes a datagram.
   *
   * @param receivedNs when it came, on the link's clock
   * @return whether it was accepted, so that {@link #message} is it
   */
  boolean accept(byte[] bytes, int length, long receivedNs) {
    FriDialect detected = dialect == null ? detect(bytes, length) : dialect;
    if (length > Framing.MAX_DATAGRAM_BYTES || !decode(bytes, length, detected.framed())) {
      counters.undecodable.incrementAndGet();
      return false;
    }
    if (!isUsable()) {
      counters.malformed.incrementAndGet();
      return false;
    }
    if (!range.isPossible(spare) || !isPlausible(receivedNs)) {
      counters.outOfRange.incrementAndGet();
      return false;
    }
    if (!isNewer(receivedNs)) {
      return false;
    }
    if (dialect == null) {
      dialect = detected.framed() || !spare.commandedQ.present ? detected : FriDialect.V1_15;
    }
    MonitoringMessage taken = spare;
    spare = newest;
    newest = taken;
    newestNs = receivedNs;
    elsewhereInARow = 0;
    counters.accepted.incrementAndGet();
    return true;
  }

  private FriDialect detect(byte[] bytes, int length) {
    return framing.isFrame(bytes, length) ? FriDialect.V2_7 : FriDialect.V2_5;
  }

  private boolean decode(byte[] bytes, int length, boolean framed) {
    if (!framed) {
      return codec.decode(bytes, 0, length, spare);
    }
    return framing.isFrame(bytes, length)
        && codec.decode(bytes, Framing.MARGIN_BYTES, length - Framing.MARGIN_BYTES, spare);
  }

  private boolean isUsable() {
    return spare.header.messageIdentifier == MessageHeader.MONITORING
        && spare.sessionState != null
        && spare.sendPeriodMillis >= 1 && spare.sendPeriodMillis <= MAX_SEND_PERIOD_MILLIS
        && spare.receiveMultiplier >= 1 && spare.receiveMultiplier <= MAX_RECEIVE_MULTIPLIER
        && (spare.numberOfJoints == -1 || spare.numberOfJoints == joints)
        && spare.measuredQ.isWhole() && spare.measuredTau.isWhole()
        && (!spare.commandedQ.present || spare.commandedQ.isWhole())
        && (!spare.commands() || spare.ipoQ.isWhole());
  }

  /** Whether the arm can have come there since the newest state, or has stayed there for a while. */
  private boolean isPlausible(long receivedNs) {
    moved = false;
    int counter = spare.header.sequenceCounter;
    int ahead = sequence.ahead(counter);
    if (ahead <= 0 || ahead > maxAhead(receivedNs)
        || range.isReachable(newest.measuredQ.value, spare.measuredQ.value,
            elapsedNs(ahead, receivedNs))) {
      return true;
    }
    int step = counter - elsewhereCounter;
    boolean agrees = elsewhereInARow > 0 && step > 0
        && range.isReachable(elsewhereQ, spare.measuredQ.value, elapsedNs(step, receivedNs));
    elsewhereInARow = agrees ? elsewhereInARow + 1 : 1;
    elsewhereCounter = counter;
    System.arraycopy(spare.measuredQ.value, 0, elsewhereQ, 0, joints);
    moved = elsewhereInARow >= MOVED_AFTER;
    return moved;
  }

  /** The sender's count knows lost messages, and the clock here knows a count that is wrong. */
  private long elapsedNs(int step, long receivedNs) {
    return Math.min(step * periodNs(), receivedNs - newestNs + ARRIVAL_SLACK_NS);
  }

  /** A sender cannot have counted further than its period allows, whatever the network held back. */
  private int maxAhead(long receivedNs) {
    return (int) Math.min(Integer.MAX_VALUE,
        (receivedNs - newestNs + MAX_QUEUED_NS) / periodNs());
  }

  private long periodNs() {
    return spare.sendPeriodMillis * 1_000_000L;
  }

  private boolean isNewer(long receivedNs) {
    SequenceTracker.Verdict verdict = sequence.offer(spare.header.sequenceCounter,
        maxAhead(receivedNs));
    counters.lost.set(sequence.lost());
    restarted = verdict == SequenceTracker.Verdict.RESTARTED;
    if (restarted || counters.sessions.get() == 0) {
      counters.sessions.incrementAndGet();
    }
    switch (verdict) {
      case DUPLICATED -> counters.duplicated.incrementAndGet();
      case REORDERED -> counters.reordered.incrementAndGet();
      case FAR_AHEAD -> counters.outOfRange.incrementAndGet();
      case NEWER, RESTARTED -> {
        return true;
      }
    }
    return false;
  }

  /** The message accepted last; a carrier that the next accepted one replaces. */
  MonitoringMessage message() {
    return newest;
  }

  /** The count of that message in the life of this receiver, those lost included. */
  long count() {
    return sequence.unwrapped();
  }

  /** Whether the robot began a new session with that message. */
  boolean restarted() {
    return restarted;
  }

  /** Whether the arm is somewhere else with that message than it can have come to. */
  boolean moved() {
    return moved;
  }

  /** Which number was refused last, for people; empty for none. Any thread. */
  String refusal() {
    return range.sentence();
  }

  /** What the session speaks; null while nothing was accepted and none was chosen. */
  FriDialect dialect() {
    return dialect;
  }
}
