package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.Rotation;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

final class ForwardKinematicsTest {
  private static final double HALF = Math.sqrt(0.5);

  private static double[] pose(ArmModel arm, double... q) {
    double[] pose = new double[ForwardKinematics.POSE_NUMBERS];
    new ForwardKinematics(arm).poseInto(q, pose);
    return pose;
  }

  @Test
  void shouldStandUprightAtZeroAndLieForwardWithA2AtARightAngle() {
    ArmModel arm = ShippedArms.load("iiwa7");
    assertThat(pose(arm, 0, 0, 0, 0, 0, 0, 0)).containsExactly(
        new double[]{0, 0, 1.221, 1, 0, 0, 0}, within(1e-12));
    assertThat(pose(arm, 0, Math.PI / 2, 0, 0, 0, 0, 0)).containsExactly(
        new double[]{1.221 - 0.34, 0, 0.34, HALF, 0, HALF, 0}, within(1e-12));
    assertThat(pose(arm, 0, 0, 0, 0, 0, 0, 0.4)).containsExactly(
        new double[]{0, 0, 1.221, StrictMath.cos(0.2), 0, 0, StrictMath.sin(0.2)}, within(1e-12));
  }

  /** Against matrices that are multiplied by hand, in poses in which each of the four numbers leads. */
  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldAgreeWithTheChainOfTheDescription(String name) {
    ArmModel arm = ShippedArms.load(name);
    Random random = new Random(31);
    for (int k = 0; k < 1000; k++) {
      double[] q = random.doubles(7, -Math.PI, Math.PI).toArray();
      double[] r = Rotation.ofRpy(Vec3.ZERO);
      double[] p = new double[3];
      for (int j = 0; j < 7; j++) {
        JointModel joint = arm.joints().get(j);
        double[] step = Rotation.apply(r, joint.origin().xyzM()).toArray();
        for (int i = 0; i < 3; i++) {
          p[i] += step[i];
        }
        assertThat(joint.axis()).isEqualTo(new Vec3(0, 0, 1));
        r = Rotation.multiply(Rotation.multiply(r, joint.origin().rotation()),
            Rotation.ofRpy(new Vec3(0, 0, q[j])));
      }
      double[] pose = pose(arm, q);
      for (int i = 0; i < 3; i++) {
        assertThat(pose[i]).isCloseTo(p[i], within(1e-9));
      }
      assertThat(matrix(pose[3], pose[4], pose[5], pose[6])).containsExactly(r, within(1e-9));
      assertThat(pose[3]).isNotNegative();
    }
  }

  /** Against the positions a microsecond before and after. */
  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldMoveAPointOfTheLastAxisAsFastAsItsPositionsChange(String name) {
    ArmModel arm = ShippedArms.load(name);
    ForwardKinematics kinematics = new ForwardKinematics(arm);
    Random random = new Random(32);
    double along = 0.045;
    double h = 1e-6;
    for (int k = 0; k < 1000; k++) {
      double[] q = random.doubles(7, -Math.PI, Math.PI).toArray();
      double[] qd = random.doubles(7, -2, 2).toArray();
      double[] before = axisPoint(arm, moved(q, qd, -h), along);
      double[] after = axisPoint(arm, moved(q, qd, h), along);
      double distance2 = 0;
      for (int i = 0; i < 3; i++) {
        distance2 += (after[i] - before[i]) * (after[i] - before[i]);
      }
      assertThat(kinematics.axisPointSpeed(q, qd, along))
          .isCloseTo(Math.sqrt(distance2) / (2 * h), within(1e-7));
    }
  }

  private static double[] moved(double[] q, double[] qd, double seconds) {
    double[] moved = q.clone();
    for (int j = 0; j < q.length; j++) {
      moved[j] += qd[j] * seconds;
    }
    return moved;
  }

  private static double[] axisPoint(ArmModel arm, double[] q, double along) {
    double[] pose = pose(arm, q);
    double[] r = matrix(pose[3], pose[4], pose[5], pose[6]);
    return new double[]{
      pose[0] + r[2] * along, pose[1] + r[5] * along, pose[2] + r[8] * along};
  }

  private static double[] matrix(double w, double x, double y, double z) {
    return new double[]{
      1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
      2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
      2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)};
  }
}
