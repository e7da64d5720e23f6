package org.statewise.bridge.fri;

import java.util.Locale;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.ForwardKinematics;

/**
 * The Cartesian speed limit of manual reduced velocity: in T1 a KUKA cabinet stops a robot whose flange
 * exceeds 250 mm/s. T2 and AUTOMATIC have no such limit. One thread.
 */
final class FlangeSpeedMonitor {
  static final double T1_LIMIT_M_PER_S = 0.25;

  /** From A7's frame to the flange of an LBR: 126 mm from A6 to it by the data sheets, 81 mm in the models. */
  private static final double FLANGE_M = 0.045;

  private static final double MM_PER_M = 1000;

  private final ForwardKinematics kinematics;
  private final boolean limits;

  /** The speed above the limit at which this took note of a motion; 0 for none so far. */
  private double excessMPerS;

  FlangeSpeedMonitor(ArmModel arm, OperationMode mode) {
    kinematics = new ForwardKinematics(arm);
    limits = mode == OperationMode.T1;
  }

  /** A motion begins: nothing was too fast so far. */
  void begin() {
    excessMPerS = 0;
  }

  /** Looks at where the arm is and how fast its joints turn, once a period. */
  @HotPath
  void observe(JointState state) {
    if (limits && excessMPerS == 0) {
      double speed = kinematics.axisPointSpeed(state.q, state.qd, FLANGE_M);
      if (speed > T1_LIMIT_M_PER_S) {
        excessMPerS = speed;
      }
    }
  }

  /** Whether the flange was too fast since the motion began. */
  @HotPath
  boolean isExceeded() {
    return excessMPerS > 0;
  }

  /** What was wrong, for people. */
  String objection() {
    return String.format(Locale.ROOT,
        "the flange's speed must be within %.0f mm/s in T1, but was %.0f mm/s",
        MM_PER_M * T1_LIMIT_M_PER_S, MM_PER_M * excessMPerS);
  }
}
