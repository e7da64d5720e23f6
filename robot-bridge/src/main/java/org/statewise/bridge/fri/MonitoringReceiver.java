package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * Turns the robot's datagrams into messages that can be relied on: of the session's dialect, whole,
 * finite, of this arm, and newer than the one before. Everything else is counted and dropped. One
 * thread.
 */
@HotPath
final class MonitoringReceiver {
  private static final int MAX_SEND_PERIOD_MILLIS = 100;

  private final int joints;
  private final FriCounters counters;
  private final Framing framing = new Framing();
  private final MonitoringCodec codec = new MonitoringCodec();
  private final SequenceTracker sequence = new SequenceTracker();
  private final MonitoringMessage message;
  private FriDialect dialect;
  private boolean restarted;

  /** @param dialect null for the first datagram to decide */
  MonitoringReceiver(int joints, FriDialect dialect, FriCounters counters) {
    this.joints = joints;
    this.dialect = dialect;
    this.counters = counters;
    message = new MonitoringMessage(joints);
  }

  /** Takes a datagram; whether it was accepted, so that {@link #message} is it. */
  boolean accept(byte[] bytes, int length) {
    FriDialect spoken = dialect == null ? detect(bytes, length) : dialect;
    if (length > Framing.MAX_DATAGRAM_BYTES || !decode(bytes, length, spoken.framed())) {
      counters.undecodable.incrementAndGet();
      return false;
    }
    if (!isUsable()) {
      counters.malformed.incrementAndGet();
      return false;
    }
    if (!isNewer()) {
      return false;
    }
    if (dialect == null) {
      dialect = spoken.framed() || !message.commandedQ.present ? spoken : FriDialect.V1_15;
    }
    counters.accepted.incrementAndGet();
    return true;
  }

  private FriDialect detect(byte[] bytes, int length) {
    return framing.isFrame(bytes, length) ? FriDialect.V2_7 : FriDialect.V2_5;
  }

  private boolean decode(byte[] bytes, int length, boolean framed) {
    if (!framed) {
      return codec.decode(bytes, 0, length, message);
    }
    return framing.isFrame(bytes, length)
        && codec.decode(bytes, Framing.MARGIN_BYTES, length - Framing.MARGIN_BYTES, message);
  }

  private boolean isUsable() {
    boolean commanding = message.sessionState == FriEnums.SessionState.COMMANDING_WAIT
        || message.sessionState == FriEnums.SessionState.COMMANDING_ACTIVE;
    return message.header.messageIdentifier == MessageHeader.MONITORING
        && message.sessionState != null
        && message.sendPeriodMillis >= 1 && message.sendPeriodMillis <= MAX_SEND_PERIOD_MILLIS
        && message.receiveMultiplier >= 1
        && (message.numberOfJoints == -1 || message.numberOfJoints == joints)
        && message.measuredQ.isWhole() && message.measuredTau.isWhole()
        && (!message.commandedQ.present || message.commandedQ.isWhole())
        && (!commanding || message.ipoQ.isWhole());
  }

  private boolean isNewer() {
    SequenceTracker.Verdict verdict = sequence.offer(message.header.sequenceCounter);
    counters.lost.set(sequence.lost());
    restarted = verdict == SequenceTracker.Verdict.RESTARTED;
    if (restarted || counters.sessions.get() == 0) {
      counters.sessions.incrementAndGet();
    }
    switch (verdict) {
      case DUPLICATED -> counters.duplicated.incrementAndGet();
      case REORDERED -> counters.reordered.incrementAndGet();
      case NEWER, RESTARTED -> {
        return true;
      }
    }
    return false;
  }

  /** The message accepted last; overwritten by every datagram, accepted or not. */
  MonitoringMessage message() {
    return message;
  }

  /** The count of that message in the life of this receiver, those lost included. */
  long count() {
    return sequence.unwrapped();
  }

  /** Whether the robot began a new session with that message. */
  boolean restarted() {
    return restarted;
  }

  /** What the session speaks; null while nothing was accepted and none was chosen. */
  FriDialect dialect() {
    return dialect;
  }
}
