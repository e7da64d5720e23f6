package org.statewise.bridge.api;

import java.util.List;
import org.statewise.models.arm.ArmModel;

/**
 * What an arm reports of itself when a link opens.
 *
 * @param name the arm's model, for example {@code iiwa7}
 * @param joints from base to flange, at least one, names unique
 * @param periodNs the time between two states, ns, positive
 * @param gravityCompensated whether the arm adds its own gravity torque to what it is sent, as
 *     KUKA's cabinets do; a prior must then leave gravity out
 */
public record ArmInfo(
    String name, List<JointInfo> joints, long periodNs, boolean gravityCompensated) {
  public ArmInfo {
    joints = List.copyOf(joints);
    if (joints.isEmpty()) {
      throw new IllegalArgumentException(
          "an arm must have at least one joint, but " + name + " has none");
    }
    if (joints.stream().map(JointInfo::name).distinct().count() != joints.size()) {
      throw new IllegalArgumentException("joint names of " + name + " must be unique");
    }
    if (periodNs <= 0) {
      throw new IllegalArgumentException("period must be positive, but is " + periodNs + " ns");
    }
  }

  /** The report of an arm that is as {@code arm} describes it. */
  public static ArmInfo of(ArmModel arm, long periodNs, boolean gravityCompensated) {
    List<JointInfo> joints = arm.joints().stream()
        .map(j -> new JointInfo(j.name(), j.limits().qMinRad(), j.limits().qMaxRad(),
            j.limits().qdMaxRadPerS(), j.limits().tauMaxNm()))
        .toList();
    return new ArmInfo(arm.name(), joints, periodNs, gravityCompensated);
  }

  /** The number of joints. */
  public int jointCount() {
    return joints.size();
  }

  /** The torque limits, Nm, in a new array. */
  public double[] tauMaxNm() {
    return joints.stream().mapToDouble(JointInfo::tauMaxNm).toArray();
  }

  /** The speed limits, rad/s, in a new array. */
  public double[] qdMaxRadPerS() {
    return joints.stream().mapToDouble(JointInfo::qdMaxRadPerS).toArray();
  }

  /** The lower position limits, rad, in a new array. */
  public double[] qMinRad() {
    return joints.stream().mapToDouble(JointInfo::qMinRad).toArray();
  }

  /** The upper position limits, rad, in a new array. */
  public double[] qMaxRad() {
    return joints.stream().mapToDouble(JointInfo::qMaxRad).toArray();
  }
}
