package org.statewise.bridge.fri;

import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.SimulatedArm;

/**
 * The joint impedance control of a simulated cabinet with its torque overlay, on top of the arm's own
 * gravity compensation: tau = K (qCommanded - q) - D qd + overlay. What it watches KUKA does not
 * publish in numbers; they are assumptions.
 */
final class CabinetDrive {
  /** A commanded position may be this far from the measured one, rad. */
  static final double LARGEST_AXIS_DELTA_RAD = 0.05;

  private final SimulatedArm arm;
  private final FriCabinetConfig config;
  private final double[] tauMax;
  private final double[] overlay;
  private final double[] torque;
  private final double[] commandedQ;
  private final double[] ipoQ;
  private final double[] nothing;
  private boolean gripperClosed;

  CabinetDrive(SimulatedArm arm, FriCabinetConfig config) {
    this.arm = arm;
    this.config = config;
    tauMax = arm.info().tauMaxNm();
    int joints = tauMax.length;
    overlay = new double[joints];
    torque = new double[joints];
    commandedQ = new double[joints];
    ipoQ = new double[joints];
    nothing = new double[joints];
  }

  /** A motion begins where the arm is: its interpolator stays there. */
  void begin(double[] q) {
    System.arraycopy(q, 0, ipoQ, 0, q.length);
    System.arraycopy(q, 0, commandedQ, 0, q.length);
    clear();
  }

  /** No overlay so far. */
  void clear() {
    System.arraycopy(nothing, 0, overlay, 0, overlay.length);
  }

  /** Whether a client's position is close enough to where the arm is. */
  boolean isNear(CommandMessage command, double[] q) {
    for (int j = 0; j < q.length; j++) {
      if (!(Math.abs(command.jointPosition.value[j] - q[j]) <= LARGEST_AXIS_DELTA_RAD)) {
        return false;
      }
    }
    return true;
  }

  /** What is wrong with the newest command; if nothing is, it acts from now on. */
  CabinetStop judge(CommandMessage command, double[] q) {
    if (!command.jointPosition.isWhole() || !command.jointTorque.isWhole()) {
      return CabinetStop.NO_COMMAND;
    }
    if (!isNear(command, q)) {
      return CabinetStop.ILLEGAL_AXIS_DELTA;
    }
    for (int j = 0; j < q.length; j++) {
      if (Math.abs(command.jointTorque.value[j]) > tauMax[j]) {
        return CabinetStop.TORQUE_LIMIT;
      }
    }
    KukaSigns.overlayInto(command.jointTorque.value, overlay);
    System.arraycopy(command.jointPosition.value, 0, commandedQ, 0, commandedQ.length);
    return CabinetStop.NONE;
  }

  /** Gives the arm its torque for the next period. */
  void command(CommandMessage newest, JointState state) {
    if (newest.outputWritten) {
      gripperClosed = newest.output;
    }
    for (int j = 0; j < torque.length; j++) {
      torque[j] = config.stiffnessNmPerRad() * (commandedQ[j] - state.q[j])
          - config.dampingNmSPerRad() * state.qd[j] + overlay[j];
    }
    arm.command(torque, gripperClosed);
  }

  double[] overlay() {
    return overlay;
  }

  double[] commandedQ() {
    return commandedQ;
  }

  double[] ipoQ() {
    return ipoQ;
  }

  /** Zeros: external torque is not simulated. */
  double[] nothing() {
    return nothing;
  }
}
