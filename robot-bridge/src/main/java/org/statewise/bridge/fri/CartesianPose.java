package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.ForwardKinematics;

/**
 * The pose of the last link in the base frame, as FRI transmits it from 2.5 on: its position in mm
 * and the quaternion of its orientation. One thread.
 */
@HotPath
final class CartesianPose {
  private static final double MM_PER_M = 1000;

  /** KUKA does not publish how its redundancy value is computed; this strategy leaves it out. */
  private static final int REDUNDANCY_NONE = 4;

  private final ForwardKinematics kinematics;
  private final byte[] name;
  private final double[] pose = new double[ForwardKinematics.POSE_NUMBERS];

  CartesianPose(ArmModel arm) {
    kinematics = new ForwardKinematics(arm);
    name = arm.joints().getLast().name().getBytes(StandardCharsets.UTF_8);
  }

  /** Makes this the pose at {@code q}, rad. */
  void set(double[] q) {
    kinematics.poseInto(q, pose);
    for (int i = 0; i < 3; i++) {
      pose[i] *= MM_PER_M;
    }
  }

  /** Writes a QuaternionTransformation, and the RedundancyInformation that goes with it. */
  void write(WireWriter out, int poseField, int redundancyField) {
    int start = out.begin(poseField);
    out.text(1, name);
    out.packed(2, pose);
    out.end(start);
    int redundancy = out.begin(redundancyField);
    out.number(1, REDUNDANCY_NONE);
    out.real(2, 0);
    out.end(redundancy);
  }
}
