package org.statewise.bridge.api;

import org.statewise.models.HotPath;

/** One torque command: a reused carrier with one writer, the control thread. */
public final class TorqueCommand {
  /** {@link JointState#sequence} of the state this answers. */
  public long stateSequence;

  /** The sender's clock when it was sent, ns. */
  public long sentNs;

  /** Whether the tool should hold its load; the simulated arm attaches its payload by this. */
  public boolean gripperClosed;

  /** Commanded torque, Nm, on top of the arm's own gravity compensation where it has one. */
  public final double[] tau;

  /** A command of zero torque for {@code joints} joints. */
  public TorqueCommand(int joints) {
    tau = new double[joints];
  }

  /** Takes over everything from a command of the same joint count. */
  @HotPath
  public void copyFrom(TorqueCommand other) {
    stateSequence = other.stateSequence;
    sentNs = other.sentNs;
    gripperClosed = other.gripperClosed;
    System.arraycopy(other.tau, 0, tau, 0, tau.length);
  }

  /** Whether an arm of {@code joints} joints could act on it: a finite torque for each joint. */
  @HotPath
  public boolean isValidFor(int joints) {
    return areValid(tau, joints);
  }

  /** Whether {@code tau} is a finite torque for each of {@code joints} joints. */
  @HotPath
  public static boolean areValid(double[] tau, int joints) {
    boolean valid = tau.length == joints;
    for (int j = 0; valid && j < joints; j++) {
      valid = Double.isFinite(tau[j]);
    }
    return valid;
  }
}
