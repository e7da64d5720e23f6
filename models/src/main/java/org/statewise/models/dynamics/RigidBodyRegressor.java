package org.statewise.models.dynamics;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;

/**
 * Rigid-body dynamics as a linear function of what the links are made of:
 *
 * <pre>
 * tau = Y(q, qd, qdd) pi
 * </pre>
 *
 * <p>pi has {@link #PER_JOINT} numbers a joint, joint after joint: mass m; first moment h = m c;
 * second moment J about the link's origin as xx, yy, zz, xy, xz, yz; rotor inertia; viscous and
 * Coulomb friction with the columns qd_j and tanh(qd_j / eps). Moments are in link axes that are
 * turned so that z is the joint's axis; for a joint whose axis is z in its description those are
 * the description's own.
 *
 * <p>Column by column Y is Newton-Euler for a link of one unit parameter (Atkeson, An and
 * Hollerbach, 1986). Torques do not determine all of pi: Y has fewer independent columns than it
 * has columns, so whoever estimates pi has to prefer something. Same bits on every machine, nothing
 * allocates, one thread.
 */
@HotPath
public final class RigidBodyRegressor {
  /** Numbers of pi a joint. */
  public static final int PER_JOINT = 13;

  /** Numbers of mass and first moment a joint. */
  public static final int STATIC_PER_JOINT = 4;

  /** Where a joint's mass stands among its numbers, kg. */
  public static final int MASS = 0;

  /** Its first moment, kg m, three numbers. */
  public static final int FIRST_MOMENT = 1;

  /** Its second moment about the link's origin, kg m^2, six numbers. */
  public static final int SECOND_MOMENT = 4;

  /** Its rotor inertia, kg m^2. */
  public static final int ROTOR = 10;

  /** Its viscous friction, Nm s/rad. */
  public static final int VISCOUS = 11;

  /** Its Coulomb friction, Nm. */
  public static final int COULOMB = 12;

  private static final int INERTIAL = 10;

  private final int n;
  private final ArmModel arm;
  private final double eps;
  private final LinkTable links;
  private final JointRotations rotations;
  private final NewtonEuler newtonEuler;
  private final double[] r;

  /** Force and moment of each unit parameter of one link, six numbers each. */
  private final double[] wrench = new double[6 * INERTIAL];

  /**
   * @param arm whose geometry counts; its masses matter for {@link #nominalInto} alone
   * @param epsRadPerS speed over which dry friction changes sign, rad/s, positive
   * @throws IllegalArgumentException if {@code epsRadPerS} is not positive and finite
   */
  public RigidBodyRegressor(ArmModel arm, double epsRadPerS) {
    if (!(epsRadPerS > 0) || Double.isInfinite(epsRadPerS)) {
      throw new IllegalArgumentException(
          "epsRadPerS must be positive and finite, but is " + epsRadPerS);
    }
    this.arm = arm;
    eps = epsRadPerS;
    n = arm.jointCount();
    links = new LinkTable(arm);
    rotations = new JointRotations(links);
    newtonEuler = new NewtonEuler(links, rotations);
    r = rotations.r;
  }

  /** n. */
  public int jointCount() {
    return n;
  }

  /** 13 n. */
  public int columns() {
    return PER_JOINT * n;
  }

  /** The approximate number of multiplications of one evaluation. */
  public long multiplyAdds() {
    return 24L * INERTIAL * n * (n + 1) / 2 + 100L * n;
  }

  /**
   * pi of the arm as it is described.
   *
   * @param pi receives 13 n numbers; Coulomb friction without what static friction adds
   */
  public void nominalInto(double[] pi) {
    for (int j = 0; j < n; j++) {
      int at = PER_JOINT * j;
      pi[at + MASS] = links.mass[j];
      System.arraycopy(links.h, 3 * j, pi, at + FIRST_MOMENT, 3);
      System.arraycopy(links.secondMoment, 6 * j, pi, at + SECOND_MOMENT, 6);
      pi[at + ROTOR] = links.rotor[j];
      JointFriction friction = arm.joints().get(j).friction();
      pi[at + VISCOUS] = friction.viscousNmSPerRad();
      pi[at + COULOMB] = friction.coulombNm();
    }
  }

  /**
   * Y(q, qd, qdd).
   *
   * @param y receives n rows of 13 n numbers
   */
  public void regressorInto(double[] q, double[] qd, double[] qdd, double[] y) {
    rotations.set(q);
    double[] motion = newtonEuler.motions(qd, qdd);
    Arrays.fill(y, 0);
    int width = columns();
    for (int i = 0; i < n; i++) {
      int at = PER_JOINT * i;
      unitWrenches(motion, 9 * (i + 1));
      for (int c = 0; c < INERTIAL; c++) {
        InwardWrench.torquesInto(links, r, wrench, 6 * c, i, y, columns(), at + c);
      }
      y[i * width + at + ROTOR] = qdd[i];
      y[i * width + at + VISCOUS] = qd[i];
      y[i * width + at + COULOMB] = StrictMath.tanh(qd[i] / eps);
    }
  }

  /**
   * The columns of {@link #regressorInto} that belong to masses and first moments, {@link #STATIC_PER_JOINT} a joint:
   * those parameters that gravity tells of.
   *
   * @param q rad
   * @param qd rad/s
   * @param qdd rad/s^2
   * @param y receives n rows of 4 n numbers, Nm per kg and Nm per kg m
   */
  public void staticInto(double[] q, double[] qd, double[] qdd, double[] y) {
    rotations.set(q);
    double[] motion = newtonEuler.motions(qd, qdd);
    Arrays.fill(y, 0);
    for (int i = 0; i < n; i++) {
      staticWrenches(motion, 9 * (i + 1));
      for (int c = 0; c < STATIC_PER_JOINT; c++) {
        InwardWrench.torquesInto(links, r, wrench, 6 * c, i, y, STATIC_PER_JOINT * n,
            STATIC_PER_JOINT * i + c);
      }
    }
  }

  /** What a link of one unit parameter needs for the motion at {@code o}. */
  private void unitWrenches(double[] motion, int o) {
    staticWrenches(motion, o);
    secondMomentWrenches(motion, o);
  }

  /** The same of its mass and first moment. */
  private void staticWrenches(double[] motion, int o) {
    Arrays.fill(wrench, 0);
    double ax = motion[o + 6];
    double ay = motion[o + 7];
    double az = motion[o + 8];
    // m: f = a
    wrench[0] = ax;
    wrench[1] = ay;
    wrench[2] = az;
    // h: f = alpha x h + omega x (omega x h), n = h x a
    firstMoment(motion, o, 6, 1, 0, 0);
    firstMoment(motion, o, 12, 0, 1, 0);
    firstMoment(motion, o, 18, 0, 0, 1);
    moment(6, 0, -az, ay);
    moment(12, az, 0, -ax);
    moment(18, -ay, ax, 0);
  }

  private void secondMomentWrenches(double[] motion, int o) {
    // J: n = J alpha + omega x (J omega)
    double wx = motion[o];
    double wy = motion[o + 1];
    double wz = motion[o + 2];
    double bx = motion[o + 3];
    double by = motion[o + 4];
    double bz = motion[o + 5];
    moment(24, bx, wz * wx, -wy * wx);
    moment(30, -wz * wy, by, wx * wy);
    moment(36, wy * wz, -wx * wz, bz);
    moment(42, by - wz * wx, bx + wz * wy, wx * wx - wy * wy);
    moment(48, bz + wy * wx, wz * wz - wx * wx, bx - wy * wz);
    moment(54, wy * wy - wz * wz, bz - wx * wy, by + wx * wz);
  }

  /** f = alpha x h + omega x (omega x h) = alpha x h + omega (omega . h) - h |omega|^2. */
  private void firstMoment(double[] motion, int o, int at, double hx, double hy, double hz) {
    double wx = motion[o];
    double wy = motion[o + 1];
    double wz = motion[o + 2];
    double along = wx * hx + wy * hy + wz * hz;
    double square = wx * wx + wy * wy + wz * wz;
    wrench[at] = motion[o + 4] * hz - motion[o + 5] * hy + wx * along - hx * square;
    wrench[at + 1] = motion[o + 5] * hx - motion[o + 3] * hz + wy * along - hy * square;
    wrench[at + 2] = motion[o + 3] * hy - motion[o + 4] * hx + wz * along - hz * square;
  }

  private void moment(int at, double x, double y, double z) {
    wrench[at + 3] = x;
    wrench[at + 4] = y;
    wrench[at + 5] = z;
  }
}
