package org.statewise.models.arm;

/**
 * Rotation matrices as row-major arrays of nine, for what is done once when an arm is read: every
 * method returns a new array and none belongs on the hot path. A matrix R of a frame F in its
 * parent P turns coordinates in F into coordinates in P.
 */
public final class Rotation {
  private Rotation() {}

  /** R = Rz(yaw) Ry(pitch) Rx(roll), the convention of URDF, from (roll, pitch, yaw) in rad. */
  public static double[] ofRpy(Vec3 rpy) {
    double cr = StrictMath.cos(rpy.x());
    double sr = StrictMath.sin(rpy.x());
    double cp = StrictMath.cos(rpy.y());
    double sp = StrictMath.sin(rpy.y());
    double cy = StrictMath.cos(rpy.z());
    double sy = StrictMath.sin(rpy.z());
    return new double[]{
      cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr,
      sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr,
      -sp, cp * sr, cp * cr};
  }

  /** The inverse of {@link #ofRpy}; where pitch is +-pi/2, roll is taken as zero. */
  public static Vec3 toRpy(double[] r) {
    double cosPitch = Math.sqrt(r[0] * r[0] + r[3] * r[3]);
    double pitch = StrictMath.atan2(-r[6], cosPitch);
    if (cosPitch < 1e-9) {
      // Roll and yaw turn about the same line here; only their sum or difference is defined.
      return new Vec3(0, pitch, StrictMath.atan2(-r[1], r[4]));
    }
    return new Vec3(StrictMath.atan2(r[7], r[8]), pitch, StrictMath.atan2(r[3], r[0]));
  }

  /** The shortest turn that carries the z axis onto {@code axis}, a unit vector. */
  public static double[] fromZTo(Vec3 axis) {
    double x = axis.x();
    double y = axis.y();
    double z = axis.z();
    if (z < -1 + 1e-12) {
      // Half a turn about x: the general formula divides by 1 + z.
      return new double[]{1, 0, 0, 0, -1, 0, 0, 0, -1};
    }
    // Rodrigues about z x axis: R = 1 + [v] + [v]^2 / (1 + z), v = (-y, x, 0).
    double k = 1 / (1 + z);
    return new double[]{1 - k * x * x, -k * x * y, x, -k * x * y, 1 - k * y * y, y, -x, -y, z};
  }

  /** A B. */
  public static double[] multiply(double[] a, double[] b) {
    double[] c = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        c[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
      }
    }
    return c;
  }

  /** R^T. */
  public static double[] transpose(double[] r) {
    return new double[]{r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]};
  }

  /** R v. */
  public static Vec3 apply(double[] r, Vec3 v) {
    return new Vec3(
        r[0] * v.x() + r[1] * v.y() + r[2] * v.z(),
        r[3] * v.x() + r[4] * v.y() + r[5] * v.z(),
        r[6] * v.x() + r[7] * v.y() + r[8] * v.z());
  }

  /** R A R^T, a tensor in the axes of the parent. */
  public static double[] turnTensor(double[] r, double[] tensor) {
    return multiply(multiply(r, tensor), transpose(r));
  }
}
