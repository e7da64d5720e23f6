package org.statewise.models.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.Rotation;
import org.statewise.models.arm.Vec3;

/**
 * How far a pose is from a singular one, in which the last link cannot move in some direction: Yoshikawa's
 * w(q) = sqrt(det(J J^T)), J the 6 x n Jacobian (m, rad) of the last joint's origin; with fewer than six
 * joints sqrt(det(J^T J)). Zero in a singular pose. Its size depends on units and arm: compare poses
 * of one arm only. Allocates: not for the hot path.
 */
public final class Manipulability {
  private static final int TASK = 6;

  private final ArmModel arm;

  /** Of an arm. */
  public Manipulability(ArmModel arm) {
    this.arm = arm;
  }

  /**
   * w(q).
   *
   * @param q rad, one a joint
   */
  public double of(double[] q) {
    DMatrixRMaj jacobian = jacobian(q);
    int size = Math.min(TASK, jacobian.numCols);
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    if (jacobian.numCols >= TASK) {
      CommonOps_DDRM.multTransB(jacobian, jacobian, gram);
    } else {
      CommonOps_DDRM.multTransA(jacobian, jacobian, gram);
    }
    // Rounding may leave a determinant of zero slightly below it.
    return Math.sqrt(Math.max(0, CommonOps_DDRM.det(gram)));
  }

  /** Column j: axis_j x (end - origin_j), axis_j, in the base frame. */
  private DMatrixRMaj jacobian(double[] q) {
    int n = arm.jointCount();
    double[][] origins = new double[n][];
    double[][] axes = new double[n][];
    double[] turned = Rotation.ofRpy(Vec3.ZERO);
    Vec3 at = Vec3.ZERO;
    for (int j = 0; j < n; j++) {
      JointModel joint = arm.joints().get(j);
      Vec3 step = Rotation.apply(turned, joint.origin().xyzM());
      at = new Vec3(at.x() + step.x(), at.y() + step.y(), at.z() + step.z());
      turned = Rotation.multiply(turned, joint.origin().rotation());
      origins[j] = at.toArray();
      axes[j] = Rotation.apply(turned, joint.axis()).toArray();
      turned = Rotation.multiply(turned, about(joint.axis(), q[j]));
    }
    DMatrixRMaj jacobian = new DMatrixRMaj(TASK, n);
    double[] end = at.toArray();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < 3; k++) {
        int a = (k + 1) % 3;
        int b = (k + 2) % 3;
        jacobian.set(k, j, axes[j][a] * (end[b] - origins[j][b])
            - axes[j][b] * (end[a] - origins[j][a]));
        jacobian.set(3 + k, j, axes[j][k]);
      }
    }
    return jacobian;
  }

  /** Rodrigues: R = 1 + sin(angle) [axis] + (1 - cos(angle)) [axis]^2. */
  private static double[] about(Vec3 axis, double angle) {
    double s = StrictMath.sin(angle);
    double c = 1 - StrictMath.cos(angle);
    double x = axis.x();
    double y = axis.y();
    double z = axis.z();
    return new double[]{
      1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y,
      c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x,
      c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y)};
  }
}
