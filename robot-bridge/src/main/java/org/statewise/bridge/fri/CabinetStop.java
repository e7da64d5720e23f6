package org.statewise.bridge.fri;

/** Why a simulated cabinet took the arm back while it was commanded. */
public enum CabinetStop {
  NONE, QUALITY, NO_POSITION, NO_TORQUE, ILLEGAL_AXIS_DELTA, TORQUE_LIMIT, CARTESIAN_SPEED, SAFETY,
  DRIVES, OPERATION_MODE, SESSION_ENDED
}
