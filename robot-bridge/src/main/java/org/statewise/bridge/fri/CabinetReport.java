package org.statewise.bridge.fri;

import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.ControlMode;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.bridge.fri.FriEnums.OverlayType;
import org.statewise.bridge.fri.FriEnums.Quality;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.arm.ArmModel;

/** The messages of a simulated cabinet, with every field that a real one fills. */
final class CabinetReport {
  private final int periodMillis;
  private final FriCabinetConfig config;
  private final MonitoringMessage message;
  private final CabinetIos ios;
  private final CartesianPose measuredPose;
  private final CartesianPose ipoPose;

  CabinetReport(ArmModel arm, int periodMillis, FriCabinetConfig config, CabinetIos ios) {
    this.ios = ios;
    measuredPose = new CartesianPose(arm);
    ipoPose = new CartesianPose(arm);
    this.periodMillis = periodMillis;
    this.config = config;
    message = new MonitoringMessage(arm.jointCount());
  }

  /** The message, whose counters and time are still to be filled in. */
  MonitoringMessage of(SessionState session, Quality quality, CabinetStop stop,
      CabinetDrive drive, JointState state) {
    boolean commanding = session.isCommanding();
    message.clear();
    message.header.messageIdentifier = MessageHeader.MONITORING;
    message.sessionState = session;
    message.quality = quality;
    message.sendPeriodMillis = periodMillis;
    message.receiveMultiplier = config.receiveMultiplier();
    message.numberOfJoints = state.q.length;
    message.safetyState = stopsSafely(stop)
        ? SafetyState.STOP_LEVEL_1
        : SafetyState.NORMAL_OPERATION;
    message.weakestDrive = stop == CabinetStop.DRIVES ? DriveState.OFF : DriveState.ACTIVE;
    message.operationMode = stop == CabinetStop.OPERATION_MODE
        ? otherMode()
        : config.operationMode();
    message.overlayType = commanding ? OverlayType.JOINT : OverlayType.NONE;
    message.clientCommandMode = commanding ? config.clientMode() : ClientCommandMode.NONE;
    boolean impedance = commanding && config.clientMode() == ClientCommandMode.TORQUE
        && config.scenario() != CabinetScenario.STIFF;
    message.controlMode = impedance
        ? ControlMode.JOINT_IMPEDANCE
        : ControlMode.POSITION;
    message.trackingPerformance = session == SessionState.COMMANDING_ACTIVE ? 1 : 0;
    fillJoints(commanding, drive, state);
    return message;
  }

  private OperationMode otherMode() {
    return config.operationMode() == OperationMode.T1 ? OperationMode.T2 : OperationMode.T1;
  }

  private static boolean stopsSafely(CabinetStop stop) {
    return switch (stop) {
      case SAFETY, NO_POSITION, NO_TORQUE, ILLEGAL_AXIS_DELTA, TORQUE_LIMIT,
          CARTESIAN_SPEED ->
        true;
      default -> false;
    };
  }

  private void fillJoints(boolean commanding, CabinetDrive drive, JointState state) {
    message.measuredQ.set(state.q);
    message.measuredTau.set(state.tau);
    KukaSigns.flipMeasuredInto(state.tau, message.measuredTau.value);
    message.commandedTau.set(drive.overlay());
    message.externalTau.set(drive.externalTorque());
    if (config.dialect().echoes()) {
      message.commandedQ.set(commanding ? drive.commandedQ() : state.q);
    }
    if (commanding) {
      message.ipoQ.set(drive.ipoQ());
    }
    message.ios = config.dialect().outputs() ? ios : null;
    if (config.dialect().poses()) {
      measuredPose.set(state.q);
      message.measuredPose = measuredPose;
      ipoPose.set(drive.ipoQ());
      message.ipoPose = commanding ? ipoPose : null;
    }
  }

  /** Stamps the message with its time, on a clock that counts from 1970. */
  void stamp(long unixNs) {
    message.hasTimestamp = true;
    message.seconds = (int) (unixNs / 1_000_000_000);
    message.nanoseconds = (int) (unixNs % 1_000_000_000);
  }
}
