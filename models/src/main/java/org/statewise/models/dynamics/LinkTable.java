package org.statewise.models.dynamics;

import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Rotation;
import org.statewise.models.arm.Vec3;

/**
 * The constants of an arm in the frames that the recursions use: each link's frame is turned, once
 * and for all, so that its joint's axis is z. With C_j the turn that carries z onto axis j, the
 * fixed part of joint j's rotation is E_j = C_{j-1}^T R_j C_j and the whole of it R_j(q) = E_j
 * Rz(q_j).
 *
 * <p>Inertia is kept as mass m, first moment h = m c and second moment J about the link's origin
 * (J = I_com + m (|c|^2 1 - c c^T)), so that a payload is one addition to each.
 */
final class LinkTable {
  final int joints;
  /** E_j, row-major, nine a joint. */
  final double[] fixed;
  /** Origin of joint j in link j - 1, m, three a joint. */
  final double[] origin;
  final double[] mass;
  /** h, kg m, three a joint. */
  final double[] h;
  /** J as xx, yy, zz, xy, xz, yz, kg m^2, six a joint. */
  final double[] secondMoment;
  final double[] rotor;
  final Vec3 gravity;
  private final double[] lastTurnInverse;
  private final double[] lastBare = new double[10];

  LinkTable(ArmModel arm) {
    joints = arm.jointCount();
    fixed = new double[9 * joints];
    origin = new double[3 * joints];
    mass = new double[joints];
    h = new double[3 * joints];
    secondMoment = new double[6 * joints];
    rotor = new double[joints];
    gravity = arm.gravity();
    double[] parentInverse = Rotation.ofRpy(Vec3.ZERO);
    for (int j = 0; j < joints; j++) {
      JointModel joint = arm.joints().get(j);
      double[] turn = Rotation.fromZTo(joint.axis());
      double[] e = Rotation.multiply(
          Rotation.multiply(parentInverse, joint.origin().rotation()), turn);
      System.arraycopy(e, 0, fixed, 9 * j, 9);
      put(origin, j, Rotation.apply(parentInverse, joint.origin().xyzM()));
      parentInverse = Rotation.transpose(turn);
      rotor[j] = joint.rotorInertiaKgM2();
      putLink(j, joint.link(), parentInverse);
    }
    // Payloads are given in the axes of the arm's description.
    lastTurnInverse = parentInverse;
    saveLast();
  }

  private void putLink(int j, LinkInertia link, double[] turnInverse) {
    double m = link.massKg();
    Vec3 c = Rotation.apply(turnInverse, link.comM());
    double[] i = Rotation.turnTensor(turnInverse, link.tensor());
    mass[j] = m;
    put(h, j, new Vec3(m * c.x(), m * c.y(), m * c.z()));
    secondMoment[6 * j] = i[0];
    secondMoment[6 * j + 1] = i[4];
    secondMoment[6 * j + 2] = i[8];
    secondMoment[6 * j + 3] = i[1];
    secondMoment[6 * j + 4] = i[2];
    secondMoment[6 * j + 5] = i[5];
    addSteiner(j, m, c.x(), c.y(), c.z());
  }

  private void addSteiner(int j, double m, double x, double y, double z) {
    secondMoment[6 * j] += m * (y * y + z * z);
    secondMoment[6 * j + 1] += m * (x * x + z * z);
    secondMoment[6 * j + 2] += m * (x * x + y * y);
    secondMoment[6 * j + 3] -= m * x * y;
    secondMoment[6 * j + 4] -= m * x * z;
    secondMoment[6 * j + 5] -= m * y * z;
  }

  private static void put(double[] into, int j, Vec3 v) {
    into[3 * j] = v.x();
    into[3 * j + 1] = v.y();
    into[3 * j + 2] = v.z();
  }

  private void saveLast() {
    int last = joints - 1;
    lastBare[0] = mass[last];
    System.arraycopy(h, 3 * last, lastBare, 1, 3);
    System.arraycopy(secondMoment, 6 * last, lastBare, 4, 6);
  }

  /** Takes the payload off the last link, exactly. */
  @HotPath
  void clearPayload() {
    int last = joints - 1;
    mass[last] = lastBare[0];
    System.arraycopy(lastBare, 1, h, 3 * last, 3);
    System.arraycopy(lastBare, 4, secondMoment, 6 * last, 6);
  }

  /** Puts a payload on the last link in place of any other. */
  @HotPath
  void setPayload(Payload payload) {
    clearPayload();
    int last = joints - 1;
    double m = payload.massKg();
    Vec3 c = payload.comM();
    double x = lastTurnInverse[0] * c.x() + lastTurnInverse[1] * c.y() + lastTurnInverse[2] * c.z();
    double y = lastTurnInverse[3] * c.x() + lastTurnInverse[4] * c.y() + lastTurnInverse[5] * c.z();
    double z = lastTurnInverse[6] * c.x() + lastTurnInverse[7] * c.y() + lastTurnInverse[8] * c.z();
    mass[last] += m;
    h[3 * last] += m * x;
    h[3 * last + 1] += m * y;
    h[3 * last + 2] += m * z;
    addSteiner(last, m, x, y, z);
  }
}
