package org.statewise.models.arm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A serial arm of revolute joints: everything its dynamics, friction and limits need. Immutable,
 * with value equality.
 *
 * @param name the arm's model, for example {@code iiwa7}
 * @param gravity acceleration of free fall in the base frame, m/s^2
 * @param joints from base to flange, at least one, names unique
 */
public record ArmModel(String name, Vec3 gravity, List<JointModel> joints) {
  public ArmModel {
    Check.name("arm name", name);
    joints = List.copyOf(joints);
    if (joints.isEmpty()) {
      throw new IllegalArgumentException(
          "an arm must have at least one joint, but " + name + " has none");
    }
    Set<String> seen = new HashSet<>();
    for (JointModel joint : joints) {
      if (!seen.add(joint.name())) {
        throw new IllegalArgumentException(
            "joint names must be unique, but " + joint.name() + " comes twice in " + name);
      }
    }
  }

  /** The joints without the inertia of a rotor, which every motor behind a gear has. */
  public List<String> jointsWithoutRotor() {
    return joints.stream().filter(joint -> joint.rotorInertiaKgM2() == 0).map(JointModel::name)
        .toList();
  }

  /** The same without its rotors: what torque sensors behind the gears feel of it. */
  public ArmModel withoutRotors() {
    return new ArmModel(name, gravity, joints.stream().map(JointModel::withoutRotor).toList());
  }

  /** The same with a point mass fixed to its last link. */
  public ArmModel withTool(Payload tool) {
    List<JointModel> all = new ArrayList<>(joints);
    JointModel last = all.removeLast();
    all.add(last.withLink(last.link().plus(tool)));
    return new ArmModel(name, gravity, all);
  }

  /** The number of joints. */
  public int jointCount() {
    return joints.size();
  }
}
