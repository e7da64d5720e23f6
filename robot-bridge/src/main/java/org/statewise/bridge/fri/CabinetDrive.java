package org.statewise.bridge.fri;

import java.util.Locale;
import org.statewise.bridge.api.FrictionObserver;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.models.arm.JointGains;

/**
 * The joint control of a simulated cabinet, on top of the arm's own gravity compensation: joint
 * impedance with a torque overlay, tau = K (qCommanded - q) - D qd + overlay, or position control,
 * which is the same with gains of its own and without an overlay. What it watches KUKA does not
 * publish in numbers; they are assumptions, listed in {@link FriCabinetConfig.Limits}.
 */
final class CabinetDrive {
  /**
   * Position control is three times as fast as the arm's usual torque control: nine times the stiffness
   * and three times the damping of its description keep the damping ratio.
   */
  private static final double POSITION_SPEED_FACTOR = 3;

  /** Positions that are nearer count as the same to the friction observer: an estimate. */
  static final double SAME_POSITION_RAD = 1e-4;

  private final SimulatedArm arm;
  private final boolean takesTorques;
  private final double axisDeltaRad;
  private final double[] tauMax;
  private final double[] stiffness;
  private final double[] damping;
  private final double[] overlay;
  private final double[] torque;
  private final double[] commandedQ;
  private final double[] ipoQ;
  private final double[] nothing;
  private final FrictionObserver observer;
  private boolean gripperClosed;
  private boolean commanded;
  private CabinetStop objection = CabinetStop.NONE;
  private int objectionJoint;
  private double objectionValue;

  CabinetDrive(SimulatedArm arm, FriCabinetConfig config) {
    this.arm = arm;
    takesTorques = config.clientMode() == ClientCommandMode.TORQUE;
    axisDeltaRad = config.limits().axisDeltaRad();
    tauMax = arm.info().tauMaxNm();
    int joints = tauMax.length;
    stiffness = new double[joints];
    damping = new double[joints];
    for (int j = 0; j < joints; j++) {
      tauMax[j] *= config.limits().torqueFraction();
      JointGains gains = arm.model().joints().get(j).gains();
      stiffness[j] = takesTorques
          ? config.stiffnessNmPerRad()
          : POSITION_SPEED_FACTOR * POSITION_SPEED_FACTOR * gains.kpNmPerRad();
      damping[j] = takesTorques
          ? config.dampingNmSPerRad()
          : POSITION_SPEED_FACTOR * gains.kdNmSPerRad();
    }
    overlay = new double[joints];
    torque = new double[joints];
    commandedQ = new double[joints];
    ipoQ = new double[joints];
    nothing = new double[joints];
    observer = config.frictionObserver();
  }

  /** A motion begins where the arm is: its interpolator stays there. */
  void begin(double[] q) {
    System.arraycopy(q, 0, ipoQ, 0, q.length);
    System.arraycopy(q, 0, commandedQ, 0, q.length);
    commanded = false;
    clear();
  }

  /**
   * Whether the client has commanded anything in this motion: a torque that is not zero, or any position where
   * positions are wanted. A client that is not ready yet mirrors the position and lays no torque on it.
   */
  boolean isCommanded() {
    return commanded;
  }

  /** No overlay so far. */
  void clear() {
    System.arraycopy(nothing, 0, overlay, 0, overlay.length);
  }

  /** What is wrong with an answer in COMMANDING_WAIT, whose torque is not looked at. */
  CabinetStop judgeWaiting(CommandMessage command, double[] q) {
    objection = CabinetStop.NONE;
    if (!command.jointPosition.isWhole()) {
      objection = CabinetStop.NO_POSITION;
    } else if (takesTorques && !command.jointTorque.isWhole()) {
      objection = CabinetStop.NO_TORQUE;
    } else {
      for (int j = 0; j < q.length; j++) {
        double delta = command.jointPosition.value[j] - q[j];
        if (!(Math.abs(delta) <= axisDeltaRad)) {
          object(CabinetStop.ILLEGAL_AXIS_DELTA, j, delta);
        }
      }
    }
    return objection;
  }

  private void object(CabinetStop why, int joint, double value) {
    objection = why;
    objectionJoint = joint;
    objectionValue = value;
  }

  /** What is wrong with the newest command; if nothing is, it acts from now on. */
  CabinetStop judge(CommandMessage command, double[] q) {
    if (judgeWaiting(command, q) != CabinetStop.NONE) {
      return objection;
    }
    for (int j = 0; takesTorques && j < q.length; j++) {
      if (Math.abs(command.jointTorque.value[j]) > tauMax[j]) {
        object(CabinetStop.TORQUE_LIMIT, j, command.jointTorque.value[j]);
        return objection;
      }
    }
    commanded |= !takesTorques;
    if (takesTorques) {
      KukaSigns.overlayInto(command.jointTorque.value, overlay);
      for (int j = 0; j < overlay.length; j++) {
        commanded |= overlay[j] != 0;
      }
    }
    System.arraycopy(command.jointPosition.value, 0, commandedQ, 0, commandedQ.length);
    return CabinetStop.NONE;
  }

  /** What was wrong with the answer that was judged last; NONE if nothing was. */
  CabinetStop judged() {
    return objection;
  }

  /** The same in words, for people; empty if nothing was. */
  String objection() {
    String joint = arm.info().joints().get(objectionJoint).name();
    return switch (objection) {
      case NO_POSITION -> "its answer has no joint position";
      case NO_TORQUE -> "its answer has no joint torque, which the client mode torque wants";
      case ILLEGAL_AXIS_DELTA -> String.format(Locale.ROOT,
          "its position of %s must be within %.3f rad of the measured one, but is %.3f rad from it",
          joint, axisDeltaRad, objectionValue);
      case TORQUE_LIMIT -> String.format(Locale.ROOT,
          "its torque of %s must be within %.1f Nm, but is %.1f Nm", joint, tauMax[objectionJoint],
          objectionValue);
      default -> "";
    };
  }

  /** Gives the arm its torque for the next period. */
  void command(CommandMessage newest, JointState state) {
    if (newest.outputWritten) {
      gripperClosed = newest.output;
    }
    for (int j = 0; j < torque.length; j++) {
      torque[j] = stiffness[j] * (commandedQ[j] - state.q[j]) - damping[j] * state.qd[j]
          + overlay[j];
      arm.compensateFriction(j, compensates(commandedQ[j] - state.q[j]));
    }
    arm.command(torque, gripperClosed);
  }

  private boolean compensates(double deltaRad) {
    return observer == FrictionObserver.ON
        || (observer == FrictionObserver.OFF_AT_COMMANDED_POSITION
            && Math.abs(deltaRad) > SAME_POSITION_RAD);
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

  /** What pushes the arm, Nm. */
  double[] externalTorque() {
    return arm.externalTorque();
  }
}
