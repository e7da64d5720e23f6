package org.statewise.models.feature;

import org.statewise.models.HotPath;

/** h = 1: a linear model on it alone is an offset torque, a plain disturbance observer. */
public final class ConstantFeature implements Features {
  private final int joints;

  /** For {@code joints} joints. */
  public ConstantFeature(int joints) {
    this.joints = joints;
  }

  @Override
  public int joints() {
    return joints;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public long multiplyAdds() {
    return 0;
  }

  @Override
  @HotPath
  public void featureInto(double[] q, double[] qd, double[] qdd, double[] h) {
    h[0] = 1;
  }
}
