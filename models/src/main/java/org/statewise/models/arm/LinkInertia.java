package org.statewise.models.arm;

/**
 * Mass distribution of the link that a joint moves.
 *
 * @param massKg mass, kg, not negative
 * @param comM centre of mass, m, in the link's frame
 * @param ixx moment of inertia about the centre of mass in link axes, kg m^2; likewise {@code iyy},
 *     {@code izz} and the products {@code ixy}, {@code ixz}, {@code iyz}, which are the
 *     off-diagonal entries of the tensor themselves, as in URDF
 */
public record LinkInertia(
    double massKg, Vec3 comM,
    double ixx, double iyy, double izz,
    double ixy, double ixz, double iyz) {
  /** Rounding in published tables may leave a principal moment this far below zero, kg m^2. */
  private static final double TOLERANCE = 1e-9;

  public LinkInertia {
    if (!(massKg >= 0) || Double.isInfinite(massKg)) {
      throw new IllegalArgumentException(
          "mass must be finite and not negative, but is " + massKg + " kg");
    }
    // Sylvester: a tensor without negative principal moments has no negative principal minor.
    double minor2 = Math.min(ixx * iyy - ixy * ixy,
        Math.min(ixx * izz - ixz * ixz, iyy * izz - iyz * iyz));
    double det = ixx * (iyy * izz - iyz * iyz) - ixy * (ixy * izz - iyz * ixz)
        + ixz * (ixy * iyz - iyy * ixz);
    boolean positive = ixx >= -TOLERANCE && iyy >= -TOLERANCE && izz >= -TOLERANCE
        && minor2 >= -TOLERANCE && det >= -TOLERANCE;
    if (!positive || !Double.isFinite(det)) {
      throw new IllegalArgumentException(
          "inertia must be finite without negative principal moments, but is xx " + ixx + ", yy "
              + iyy + ", zz " + izz + ", xy " + ixy + ", xz " + ixz + ", yz " + iyz + " kg m^2");
    }
  }

  /** The tensor about the centre of mass, row-major, in a new array. */
  public double[] tensor() {
    return new double[]{ixx, ixy, ixz, ixy, iyy, iyz, ixz, iyz, izz};
  }

  /**
   * The same with a point mass fixed to it. Of masses m1 and m2 at c1 and c2, with d = c2 - c1:
   * I = I1 + m1 m2 / (m1 + m2) (d'd E - d d'), about the common centre of mass.
   */
  public LinkInertia plus(Payload load) {
    double sum = massKg + load.massKg();
    if (sum == 0) {
      return this;
    }
    double share = load.massKg() / sum;
    double reduced = massKg * share;
    double dx = load.comM().x() - comM.x();
    double dy = load.comM().y() - comM.y();
    double dz = load.comM().z() - comM.z();
    return new LinkInertia(sum,
        new Vec3(comM.x() + share * dx, comM.y() + share * dy, comM.z() + share * dz),
        ixx + reduced * (dy * dy + dz * dz), iyy + reduced * (dx * dx + dz * dz),
        izz + reduced * (dx * dx + dy * dy), ixy - reduced * dx * dy, ixz - reduced * dx * dz,
        iyz - reduced * dy * dz);
  }
}
