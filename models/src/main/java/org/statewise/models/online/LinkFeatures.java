package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBodyRegressor;

/**
 * How the torque of each joint depends on what the links of an arm weigh and where: a row P_j a joint, so that
 *
 * <pre>
 * tau_j / (tauMax_j unit_j) = P_j d,  d = (dm_1, 10 dh_1, .. dm_n, 10 dh_n, load dm, 10 load dh)
 * </pre>
 *
 * <p>for links that weigh dm kg more than described, their first moment dh kg m greater, and another such
 * difference of the last link that counts while the tool holds a load. It holds in the whole workspace, whatever
 * was seen of it ({@link RigidBodyRegressor}; second moments are left out, for what they add is little and alike
 * where arms have been). One thread; nothing allocates after construction.
 */
public final class LinkFeatures {
  private static final int PER_LINK = RigidBodyRegressor.STATIC_PER_JOINT;
  private static final double MOMENT_UNIT_KG_M = 0.1;

  private final RigidBodyRegressor regressor;
  private final int n;
  private final double[] qScale;
  private final double[] qdScale;
  private final double[] qddScale;
  private final double[] perTorque;
  private final double[] q;
  private final double[] qd;
  private final double[] qdd;
  private final double[] y;

  /**
   * @param arm whose geometry counts, not its masses
   * @param scaling of inputs and torques
   * @param unit of scaled torques, n positive numbers
   */
  public LinkFeatures(ArmModel arm, Scaling scaling, double[] unit) {
    regressor = new RigidBodyRegressor(arm, 1);
    n = scaling.joints();
    if (arm.jointCount() != n) {
      throw new IllegalArgumentException("Link features: the arm must have " + n
          + " joints, but has " + arm.jointCount() + ".");
    }
    qScale = scaling.q();
    qdScale = scaling.qd();
    qddScale = scaling.qdd();
    perTorque = new double[n];
    Arrays.setAll(perTorque, j -> 1 / (scaling.tauMax()[j] * unit[j]));
    q = new double[n];
    qd = new double[n];
    qdd = new double[n];
    y = new double[n * PER_LINK * n];
  }

  /** How many a joint of an arm of {@code joints}: 4 n + 4. */
  public static int count(int joints) {
    return PER_LINK * (joints + 1);
  }

  /**
   * P_j of all joints.
   *
   * @param x (q, qd, qdd, load), scaled
   * @param to receives n rows of {@link #count}
   * @param stride from the start of one row to that of the next
   * @param at where the first row begins
   */
  @HotPath
  public void into(double[] x, double[] to, int at, int stride) {
    for (int j = 0; j < n; j++) {
      q[j] = x[j] * qScale[j];
      qd[j] = x[n + j] * qdScale[j];
      qdd[j] = x[2 * n + j] * qddScale[j];
    }
    regressor.staticInto(q, qd, qdd, y);
    int width = PER_LINK * n;
    double load = x[3 * n];
    for (int j = 0; j < n; j++) {
      int row = at + j * stride;
      for (int i = 0; i < width; i++) {
        double unit = i % PER_LINK == 0 ? 1 : MOMENT_UNIT_KG_M;
        to[row + i] = unit * perTorque[j] * y[j * width + i];
      }
      for (int i = 0; i < PER_LINK; i++) {
        to[row + width + i] = load * to[row + width - PER_LINK + i];
      }
    }
  }

  /** The approximate number of multiplications of one evaluation. */
  public long multiplyAdds() {
    return 24L * PER_LINK * n * (n + 1) / 2 + 100L * n + 2L * n * count(n);
  }
}
