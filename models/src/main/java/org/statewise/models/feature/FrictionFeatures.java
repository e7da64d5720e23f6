package org.statewise.models.feature;

import org.statewise.models.HotPath;

/**
 * Steps in the direction of motion, which smooth features cannot express: tanh(qd_j / 0.02) for dry
 * friction and tanh(qd_j / 0.1) for what remains of it while a joint gathers speed, qd in rad/s.
 *
 * <p>Friction of joint j follows qd_j alone, so with {@code own} joint j sees its own two steps and
 * no others. Joints that start and stop together have nearly the same steps; a model that sees all
 * of them cannot assign the friction to a joint and predicts it in motions where it is wrong. The
 * cost is a row for each joint, and with it a covariance for each joint in the filter. Without
 * {@code own} every joint sees the steps of all, in one row of 2n.
 */
public final class FrictionFeatures implements Features {
  private static final double DRY_RAD_PER_S = 0.02;
  private static final double SLOW_RAD_PER_S = 0.1;

  private final int joints;
  private final boolean own;

  /** For {@code joints} joints, each of which sees its own steps or all. */
  public FrictionFeatures(int joints, boolean own) {
    this.joints = joints;
    this.own = own;
  }

  @Override
  public int joints() {
    return joints;
  }

  @Override
  public int count() {
    return own ? 2 : 2 * joints;
  }

  @Override
  public int rows() {
    return own ? joints : 1;
  }

  @Override
  public long multiplyAdds() {
    return 2L * joints;
  }

  @Override
  @HotPath
  public void featureInto(double[] q, double[] qd, double[] qdd, double[] h) {
    // Two numbers a joint one after the other: n rows of two and one row of 2n look the same.
    for (int j = 0; j < joints; j++) {
      h[2 * j] = StrictMath.tanh(qd[j] / DRY_RAD_PER_S);
      h[2 * j + 1] = StrictMath.tanh(qd[j] / SLOW_RAD_PER_S);
    }
  }
}
