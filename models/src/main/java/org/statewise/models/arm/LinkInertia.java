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
}
