package org.statewise.controller.loop;

import java.util.Optional;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.JointPositions;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * What feedback, feed-forward and samples take for the position of the joints: what the encoders read, on
 * the motors, or an estimate of where the links are,
 *
 * <pre>
 * qHat = q - y / K,     y' = (tau - y) / T
 * </pre>
 *
 * with measured torque tau, stiffness K and a filter of {@value #FILTER_SECONDS} s: weight and load
 * pass, but what a joint swings with does not come back to it. Velocities stay those of the motors: what damps a
 * motor acts on the motor. Guards, commands and reports go on seeing what was measured.
 *
 * <p>The control thread's alone; nothing allocates after construction.
 */
public final class PositionSource {
  private static final double FILTER_SECONDS = 0.1;

  /** Null where the measured state is taken as it is. */
  private final double[] stiffness;
  private final JointState estimate;
  private final double[] filtered;

  private PositionSource(double[] stiffness) {
    this.stiffness = stiffness;
    int joints = stiffness == null ? 0 : stiffness.length;
    estimate = new JointState(joints);
    filtered = new double[joints];
  }

  /** The motors' positions, as measured. */
  public static PositionSource motor() {
    return new PositionSource(null);
  }

  /** An estimate of the links' positions behind springs of this stiffness, Nm/rad, each positive. */
  static PositionSource linkEstimate(double... stiffnessNmPerRad) {
    return new PositionSource(stiffnessNmPerRad.clone());
  }

  /**
   * The source of a choice.
   *
   * @throws IllegalArgumentException if the arm's stiffness would be needed and is not known
   */
  public static PositionSource of(JointPositions choice, Optional<ArmModel> arm) {
    if (choice == JointPositions.MOTOR) {
      return motor();
    }
    ArmModel known = arm.orElseThrow(() -> new IllegalArgumentException(
        "law.positionSource link-estimate needs an arm's description, but there is none"));
    double[] stiffness = LinkPosition.stiffness(known);
    for (int j = 0; j < stiffness.length; j++) {
      if (stiffness[j] == 0) {
        throw new IllegalArgumentException("law.positionSource link-estimate needs the stiffness"
            + " of every joint, but joint " + known.joints().get(j).name() + " of " + known.name()
            + " has none; give drive.stiffnessNmPerRad in an arm file");
      }
    }
    return new PositionSource(stiffness);
  }

  /** The state to control by: {@code measured} itself, or this object's own, valid until the next call. */
  @HotPath
  JointState of(JointState measured) {
    if (stiffness == null) {
      return measured;
    }
    double stepSeconds = (measured.armTimeNs - estimate.armTimeNs) * 1e-9;
    boolean first = estimate.sequence == 0 || stepSeconds <= 0;
    double weight = first ? 1 : stepSeconds / (FILTER_SECONDS + stepSeconds);
    estimate.copyFrom(measured);
    for (int j = 0; j < filtered.length; j++) {
      filtered[j] += weight * (measured.tau[j] - filtered[j]);
      // qHat = q - y / K
      estimate.q[j] = measured.q[j] - filtered[j] / stiffness[j];
    }
    return estimate;
  }
}
