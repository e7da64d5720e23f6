package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.HotPath;

/**
 * The phases of a client's session, from the first message to the end of commanding: each message of
 * the cabinet moves {@link FriStatus#phase} on, and {@link FriStatus#end} says why it ended. One thread.
 */
@HotPath
final class ClientPhase {
  private final boolean commands;
  private final FriStatus status;
  private final PositionMirror mirror;
  private final CommandingRules rules = new CommandingRules();

  /**
   * @param commands whether this client ever commands
   * @param status whose phase and end this writes
   * @param mirror starts where the arm is when commanding begins
   */
  ClientPhase(boolean commands, FriStatus status, PositionMirror mirror) {
    this.commands = commands;
    this.status = status;
    this.mirror = mirror;
  }

  /**
   * Moves the phase on by one message. ENDED is final.
   *
   * @param takenOver the controller commands
   * @param timingKept the periods are those that the session began with
   * @param received what this message did to the stream of messages
   */
  void advance(MonitoringMessage message, boolean takenOver, boolean timingKept,
      MonitoringReceiver received) {
    if (status.phase == FriPhase.ENDED) {
      return;
    }
    if (!timingKept) {
      end(FriEnd.TIMING_CHANGED);
    } else if (received.moved() && status.phase.compareTo(FriPhase.COMMANDING_WAIT) >= 0) {
      // Whatever the cause, an arm that is commanded must not be where it cannot be.
      end(FriEnd.POSITION_JUMPED);
    } else if (status.phase == FriPhase.COMMANDING) {
      FriEnd verdict = received.restarted()
          ? FriEnd.SESSION_RESTARTED
          : rules.judgeCommanding(message);
      if (verdict != FriEnd.NONE) {
        end(verdict);
      } else if (!takenOver) {
        status.phase = FriPhase.COMMANDING_IDLE;
      }
    } else {
      status.phase = phaseOf(message, takenOver);
    }
  }

  private FriPhase phaseOf(MonitoringMessage message, boolean takenOver) {
    if (takenOver && message.sessionState != SessionState.COMMANDING_ACTIVE) {
      // The controller believes that it commands: its motion must not go on later as if it had.
      end(FriEnd.LEFT_COMMANDING);
      return FriPhase.ENDED;
    }
    if (status.phase != FriPhase.LISTENING && commands
        && message.sessionState == SessionState.IDLE) {
      // Before its first session a cabinet may be IDLE for long; after it, no motion comes any more.
      end(FriEnd.WENT_IDLE);
      return FriPhase.ENDED;
    }
    if (isOffered() && !message.sessionState.isCommanding()) {
      FriEnd cause = rules.judgeWithdrawal(message);
      if (cause != FriEnd.NONE) {
        end(cause);
        return FriPhase.ENDED;
      }
    }
    return switch (message.sessionState) {
      case MONITORING_WAIT, MONITORING_READY -> FriPhase.MONITORING;
      case COMMANDING_WAIT, COMMANDING_ACTIVE -> commandingPhase(message, takenOver);
      default -> FriPhase.LISTENING;
    };
  }

  /** Whether the cabinet would be, or soon be, commanded by this client. */
  private boolean isOffered() {
    return status.phase == FriPhase.COMMANDING_WAIT || status.phase == FriPhase.COMMANDING_IDLE;
  }

  private FriPhase commandingPhase(MonitoringMessage message, boolean takenOver) {
    if (!commands) {
      return FriPhase.MONITORING;
    }
    FriEnd offer = rules.judgeOffer(message);
    if (offer != FriEnd.NONE) {
      end(offer);
      return FriPhase.ENDED;
    }
    if (!isOffered()) {
      rules.begin(message);
    }
    if (message.sessionState == SessionState.COMMANDING_WAIT) {
      mirror.begin(message.ipoQ.value);
      return FriPhase.COMMANDING_WAIT;
    }
    if (status.phase == FriPhase.MONITORING || status.phase == FriPhase.LISTENING) {
      // COMMANDING_WAIT was lost on the way, or this client came late: the arm may be anywhere by now.
      mirror.begin(message.measuredQ.value);
    }
    if (!takenOver) {
      return FriPhase.COMMANDING_IDLE;
    }
    rules.begin(message);
    FriEnd verdict = rules.judgeCommanding(message);
    if (verdict != FriEnd.NONE) {
      end(verdict);
      return FriPhase.ENDED;
    }
    return FriPhase.COMMANDING;
  }

  private void end(FriEnd why) {
    status.phase = FriPhase.ENDED;
    status.end = why;
  }
}
