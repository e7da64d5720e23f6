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
 * The session as of the cabinet's last message: a reused carrier, written by the link's I/O thread.
 * What the cabinet did not send is null.
 */
public final class FriStatus {
  public FriPhase phase = FriPhase.LISTENING;
  public FriEnd end = FriEnd.NONE;
  public FriDialect dialect;
  public SessionState sessionState;
  public Quality quality;
  public SafetyState safetyState;
  public DriveState weakestDrive;
  public OperationMode operationMode;
  public ControlMode controlMode;
  public ClientCommandMode clientCommandMode;
  public OverlayType overlayType;
  public int sendPeriodMillis;
  public int receiveMultiplier;

  /** How well the cabinet follows its client, 0 to 1. */
  public double trackingPerformance;

  /** Arrival against the send period, root mean square over the last second that is complete, ns. */
  public double jitterRmsNs;

  /** The largest over that second, ns. */
  public long jitterMaxNs;

  /** Whether a command that came now would act, and not end commanding at once. */
  @HotPath
  boolean takesCommands() {
    return phase == FriPhase.COMMANDING
        || (phase == FriPhase.COMMANDING_IDLE
            && safetyState == SafetyState.NORMAL_OPERATION
            && weakestDrive == DriveState.ACTIVE && quality.permitsCommands());
  }

  void take(MonitoringMessage from) {
    sessionState = from.sessionState;
    quality = from.quality;
    safetyState = from.safetyState;
    weakestDrive = from.weakestDrive;
    operationMode = from.operationMode;
    controlMode = from.controlMode;
    clientCommandMode = from.clientCommandMode;
    overlayType = from.overlayType;
    sendPeriodMillis = from.sendPeriodMillis;
    receiveMultiplier = from.receiveMultiplier;
    trackingPerformance = from.trackingPerformance;
  }

  void copyFrom(FriStatus other) {
    phase = other.phase;
    end = other.end;
    dialect = other.dialect;
    sessionState = other.sessionState;
    quality = other.quality;
    safetyState = other.safetyState;
    weakestDrive = other.weakestDrive;
    operationMode = other.operationMode;
    controlMode = other.controlMode;
    clientCommandMode = other.clientCommandMode;
    overlayType = other.overlayType;
    sendPeriodMillis = other.sendPeriodMillis;
    receiveMultiplier = other.receiveMultiplier;
    trackingPerformance = other.trackingPerformance;
    jitterRmsNs = other.jitterRmsNs;
    jitterMaxNs = other.jitterMaxNs;
  }
}
