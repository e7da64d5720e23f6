package org.statewise.models.arm;

/**
 * Where a joint sits in its parent link when its angle is zero.
 *
 * @param xyzM origin, m, in the parent link's frame
 * @param rpyRad roll, pitch, yaw about the parent's fixed x, y, z, rad: R = Rz(yaw) Ry(pitch)
 *     Rx(roll)
 */
public record Frame(Vec3 xyzM, Vec3 rpyRad) {
  /** The parent's own frame. */
  public static final Frame IDENTITY = new Frame(Vec3.ZERO, Vec3.ZERO);

  /** The rotation matrix, row-major, in a new array. */
  public double[] rotation() {
    return Rotation.ofRpy(rpyRad);
  }
}
