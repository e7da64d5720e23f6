package org.statewise.models.dynamics;

import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;

/**
 * Friction torque of each joint, what a motor must add to keep it moving; it has the sign of qd:
 *
 * <pre>
 * level(qd)  = coulomb + (static - coulomb) exp(-(qd / vs)^2)
 * tau_f(qd)  = viscous qd + level(qd) tanh(qd / eps)
 * </pre>
 *
 * <p>The hyperbolic tangent stands for the sign function, so that the torque is smooth for
 * feed-forward; where true sticking matters, a simulator takes {@link #level} as the bound of a dry
 * friction torque instead. Immutable; nothing allocates.
 */
@HotPath
public final class JointFrictionModel {
  private final double[] viscous;
  private final double[] coulomb;
  private final double[] excess;
  private final double[] stribeck;
  private final double eps;

  /**
   * @param arm whose joints' friction to take
   * @param epsRadPerS speed over which dry friction changes sign, rad/s, positive
   * @throws IllegalArgumentException if {@code epsRadPerS} is not positive and finite
   */
  public JointFrictionModel(ArmModel arm, double epsRadPerS) {
    if (!(epsRadPerS > 0) || Double.isInfinite(epsRadPerS)) {
      throw new IllegalArgumentException(
          "epsRadPerS must be positive and finite, but is " + epsRadPerS);
    }
    int n = arm.jointCount();
    viscous = new double[n];
    coulomb = new double[n];
    excess = new double[n];
    stribeck = new double[n];
    eps = epsRadPerS;
    for (int j = 0; j < n; j++) {
      JointFriction f = arm.joints().get(j).friction();
      viscous[j] = f.viscousNmSPerRad();
      coulomb[j] = f.coulombNm();
      excess[j] = f.staticNm() - f.coulombNm();
      stribeck[j] = f.stribeckRadPerS();
    }
  }

  /** viscous, Nm s/rad, of joint {@code j}. */
  public double viscous(int j) {
    return viscous[j];
  }

  /** level(qd), Nm, of joint {@code j}: the size of its dry friction. */
  public double level(int j, double qd) {
    double x = qd / stribeck[j];
    return coulomb[j] + excess[j] * StrictMath.exp(-x * x);
  }

  /**
   * The smooth friction torque of every joint.
   *
   * @param tau receives tau_f(qd), Nm; may alias {@code qd}
   */
  public void torquesInto(double[] qd, double[] tau) {
    for (int j = 0; j < viscous.length; j++) {
      double v = qd[j];
      tau[j] = viscous[j] * v + level(j, v) * StrictMath.tanh(v / eps);
    }
  }
}
