package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.ControlMode;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.bridge.fri.FriEnums.OverlayType;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.HotPath;

/**
 * Whether torque may go to the cabinet, judged by each of its messages: what a message leaves out
 * counts as not given.
 */
@HotPath
final class CommandingRules {
  private OperationMode modeAtStart;

  /**
   * The cabinet offers the arm with this message, or the controller takes it over: the mode it finds is the mode
   * that must stay.
   */
  void begin(MonitoringMessage message) {
    modeAtStart = message.operationMode;
  }

  /** Whether what the cabinet offers in COMMANDING_* is torque on joint impedance. */
  FriEnd judgeOffer(MonitoringMessage message) {
    if (message.clientCommandMode != ClientCommandMode.TORQUE) {
      return FriEnd.NOT_TORQUE;
    }
    if (message.overlayType != OverlayType.JOINT) {
      return FriEnd.NOT_JOINT_OVERLAY;
    }
    return message.controlMode == ControlMode.JOINT_IMPEDANCE
        ? FriEnd.NONE
        : FriEnd.NOT_JOINT_IMPEDANCE;
  }

  /**
   * Why the cabinet took the arm back, with this message, from a client that did not command it yet, if someone at
   * the arm caused that: a motion must not begin by itself once they have put it in order. NONE for what the cabinet
   * may offer again by itself, as when the connection gets better.
   */
  FriEnd judgeWithdrawal(MonitoringMessage message) {
    if (message.safetyState != SafetyState.NORMAL_OPERATION) {
      return FriEnd.SAFETY_STOP;
    }
    if (message.operationMode != modeAtStart) {
      return FriEnd.MODE_CHANGED;
    }
    return message.weakestDrive == DriveState.ACTIVE || !message.quality.permitsCommands()
        ? FriEnd.NONE
        : FriEnd.DRIVES_OFF;
  }

  /**
   * Whether the controller may go on commanding. The cause is reported rather than its consequence.
   */
  FriEnd judgeCommanding(MonitoringMessage message) {
    if (message.safetyState != SafetyState.NORMAL_OPERATION) {
      return FriEnd.SAFETY_STOP;
    }
    if (message.weakestDrive != DriveState.ACTIVE) {
      return FriEnd.DRIVES_OFF;
    }
    if (message.operationMode != modeAtStart) {
      return FriEnd.MODE_CHANGED;
    }
    if (!message.quality.permitsCommands()) {
      return FriEnd.QUALITY_DROPPED;
    }
    if (message.sessionState == SessionState.IDLE) {
      return FriEnd.WENT_IDLE;
    }
    if (message.sessionState != SessionState.COMMANDING_ACTIVE) {
      return FriEnd.LEFT_COMMANDING;
    }
    return judgeOffer(message);
  }
}
