package org.statewise.models.arm;

/**
 * A finite vector in space, with value equality; what it measures and where is said by its owner.
 */
public record Vec3(double x, double y, double z) {
  /** The origin. */
  public static final Vec3 ZERO = new Vec3(0, 0, 0);

  public Vec3 {
    if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
      throw new IllegalArgumentException(
          "a vector must be finite, but is [" + x + ", " + y + ", " + z + "]");
    }
  }

  /** The components in a new array. */
  public double[] toArray() {
    return new double[]{x, y, z};
  }

  /** The length. */
  public double norm() {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
