package org.statewise.models.dynamics;

import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Rotation;
import org.statewise.models.arm.Vec3;

/**
 * Where the last link of an arm is: its frame, as the arm's description has it, in the base, and how fast a
 * point of its axis moves. One thread; nothing allocates after construction.
 */
public final class ForwardKinematics {
  /** x, y, z, m, and the unit quaternion's w, x, y, z with w not negative. */
  public static final int POSE_NUMBERS = 7;

  private static final double[] UNTURNED = Rotation.ofRpy(Vec3.ZERO);

  private final LinkTable links;
  private final JointRotations rotations;

  /** From the axes in which the last joint turns about z to those of the description. */
  private final double[] lastTurnInverse;
  private final double[] turned = new double[9];
  private final double[] product = new double[9];
  private final double[] omega = new double[3];
  private final double[] velocity = new double[3];

  /** Of an arm. */
  public ForwardKinematics(ArmModel arm) {
    links = new LinkTable(arm);
    rotations = new JointRotations(links);
    lastTurnInverse = Rotation.transpose(Rotation.fromZTo(arm.joints().getLast().axis()));
  }

  /**
   * p = sum over j of R_1 .. R_{j-1} o_j, R = R_1 .. R_n.
   *
   * @param q rad, one a joint
   * @param pose receives {@link #POSE_NUMBERS} numbers
   */
  @HotPath
  public void poseInto(double[] q, double[] pose) {
    rotations.set(q);
    System.arraycopy(UNTURNED, 0, turned, 0, turned.length);
    pose[0] = 0;
    pose[1] = 0;
    pose[2] = 0;
    for (int j = 0; j < links.joints; j++) {
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          pose[i] += turned[3 * i + k] * links.origin[3 * j + k];
        }
      }
      turn(rotations.r, 9 * j);
    }
    turn(lastTurnInverse, 0);
    quaternionInto(pose);
  }

  /**
   * |v| of the point at s z_n from the last frame's origin, z_n the last joint's axis: v and omega, both
   * in the base, grow along the chain by omega x R o_j and by qd_j R z_j.
   *
   * @param q rad, one a joint
   * @param qd rad/s, one a joint
   * @param alongAxisM s, m, along the last joint's axis
   * @return m/s
   */
  @HotPath
  public double axisPointSpeed(double[] q, double[] qd, double alongAxisM) {
    rotations.set(q);
    System.arraycopy(UNTURNED, 0, turned, 0, turned.length);
    for (int i = 0; i < 3; i++) {
      omega[i] = 0;
      velocity[i] = 0;
    }
    for (int j = 0; j < links.joints; j++) {
      carry(links.origin[3 * j], links.origin[3 * j + 1], links.origin[3 * j + 2]);
      turn(rotations.r, 9 * j);
      for (int i = 0; i < 3; i++) {
        omega[i] += qd[j] * turned[3 * i + 2];
      }
    }
    carry(0, 0, alongAxisM);
    return Math.sqrt(
        velocity[0] * velocity[0] + velocity[1] * velocity[1] + velocity[2] * velocity[2]);
  }

  /** v += omega x R (x, y, z). */
  @HotPath
  private void carry(double x, double y, double z) {
    double dx = turned[0] * x + turned[1] * y + turned[2] * z;
    double dy = turned[3] * x + turned[4] * y + turned[5] * z;
    double dz = turned[6] * x + turned[7] * y + turned[8] * z;
    velocity[0] += omega[1] * dz - omega[2] * dy;
    velocity[1] += omega[2] * dx - omega[0] * dz;
    velocity[2] += omega[0] * dy - omega[1] * dx;
  }

  /** R := R A, A the nine numbers from {@code at} on. */
  @HotPath
  private void turn(double[] a, int at) {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        product[3 * i + k] = turned[3 * i] * a[at + k] + turned[3 * i + 1] * a[at + 3 + k]
            + turned[3 * i + 2] * a[at + 6 + k];
      }
    }
    System.arraycopy(product, 0, turned, 0, turned.length);
  }

  /** Divides by the largest of the four numbers, so that no rotation is a special case (Shepperd, 1978). */
  @HotPath
  private void quaternionInto(double[] pose) {
    double[] r = turned;
    double trace = r[0] + r[4] + r[8];
    int largest = 0;
    double size = trace;
    for (int i = 0; i < 3; i++) {
      if (r[4 * i] > size) {
        size = r[4 * i];
        largest = i + 1;
      }
    }
    // 4 q_k^2 = 1 + 2 size - trace for an axis, 1 + trace for w
    double twice = Math.sqrt(1 + 2 * size - trace);
    double part = 0.5 / twice;
    pose[3 + largest] = 0.5 * twice;
    if (largest == 0) {
      pose[4] = (r[7] - r[5]) * part;
      pose[5] = (r[2] - r[6]) * part;
      pose[6] = (r[3] - r[1]) * part;
    } else {
      int i = largest - 1;
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      pose[3] = (r[3 * k + j] - r[3 * j + k]) * part;
      pose[4 + j] = (r[3 * i + j] + r[3 * j + i]) * part;
      pose[4 + k] = (r[3 * i + k] + r[3 * k + i]) * part;
    }
    if (pose[3] < 0) {
      for (int i = 3; i < POSE_NUMBERS; i++) {
        pose[i] = -pose[i];
      }
    }
  }
}
