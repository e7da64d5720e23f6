package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.ControlMode;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.bridge.fri.FriEnums.OverlayType;
import org.statewise.bridge.fri.FriEnums.Quality;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.HotPath;

/**
 * The robot's message of each send period, as on the wire: rad, Nm, KUKA's signs. What was not sent
 * is null or not present. A reused carrier with one writer.
 */
final class MonitoringMessage {
  final MessageHeader header = new MessageHeader();

  // connectionInfo; null if it did not come.
  SessionState sessionState;
  Quality quality;
  /** ms; 0 if not sent. */
  int sendPeriodMillis;
  /** 0 if not sent. */
  int receiveMultiplier;

  // robotInfo
  /** -1 if not sent. */
  int numberOfJoints;
  SafetyState safetyState;
  OperationMode operationMode;
  ControlMode controlMode;
  /** The least of the drives' states: ACTIVE only if every one is. Null if none came. */
  DriveState weakestDrive;

  // monitorData
  final JointValues measuredQ;
  final JointValues measuredTau;
  final JointValues commandedQ;
  final JointValues commandedTau;
  final JointValues externalTau;
  boolean hasTimestamp;
  int seconds;
  int nanoseconds;

  // What a simulated cabinet sends in addition: written, but skipped when read. Null for nothing.
  CabinetIos ios;
  CartesianPose measuredPose;
  CartesianPose ipoPose;

  // ipoData
  final JointValues ipoQ;
  ClientCommandMode clientCommandMode;
  OverlayType overlayType;
  /** 0 to 1. */
  double trackingPerformance;

  MonitoringMessage(int joints) {
    measuredQ = new JointValues(joints);
    measuredTau = new JointValues(joints);
    commandedQ = new JointValues(joints);
    commandedTau = new JointValues(joints);
    externalTau = new JointValues(joints);
    ipoQ = new JointValues(joints);
    clear();
  }

  /** Whether the cabinet is in one of the states in which it is answered with positions. */
  @HotPath
  boolean commands() {
    return sessionState == SessionState.COMMANDING_WAIT
        || sessionState == SessionState.COMMANDING_ACTIVE;
  }

  /** Forgets everything but the header, which is always written. */
  @HotPath
  void clear() {
    sessionState = null;
    quality = null;
    sendPeriodMillis = 0;
    receiveMultiplier = 0;
    numberOfJoints = -1;
    safetyState = null;
    operationMode = null;
    controlMode = null;
    weakestDrive = null;
    measuredQ.clear();
    measuredTau.clear();
    commandedQ.clear();
    commandedTau.clear();
    externalTau.clear();
    hasTimestamp = false;
    ios = null;
    measuredPose = null;
    ipoPose = null;
    ipoQ.clear();
    clientCommandMode = null;
    overlayType = null;
    trackingPerformance = 0;
  }
}
