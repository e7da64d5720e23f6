package org.statewise.models.online;

import java.util.Arrays;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBodyRegressor;

/** The standard deviations that {@link RigidBodyModel} assumes of an arm's description. */
public final class DescriptionSpread {
  private DescriptionSpread() {}

  /**
   * How far a description may be wrong. Inner links: the fraction {@code share} of the mass, the
   * same of a mass at 0.1 m for the moments, and of the rotor with 0.1 kg m^2 more. The last link:
   * 5 kg, 0.5 kg m and 0.1 kg m^2, what hands and payloads add. Friction: 5 Nm s/rad and 5 Nm
   * everywhere.
   *
   * @return 13 numbers a joint
   */
  public static double[] of(ArmModel arm, double share) {
    int n = arm.jointCount();
    double[] s = new double[RigidBodyRegressor.PER_JOINT * n];
    for (int j = 0; j < n; j++) {
      boolean last = j == n - 1;
      double mass = share * Math.max(arm.joints().get(j).link().massKg(), 0.1);
      int at = RigidBodyRegressor.PER_JOINT * j;
      int first = at + RigidBodyRegressor.FIRST_MOMENT;
      int second = at + RigidBodyRegressor.SECOND_MOMENT;
      s[at + RigidBodyRegressor.MASS] = last ? 5 : mass;
      Arrays.fill(s, first, second, last ? 0.5 : 0.1 * mass);
      Arrays.fill(s, second, at + RigidBodyRegressor.ROTOR, last ? 0.1 : 0.01 * mass);
      s[at + RigidBodyRegressor.ROTOR] = share * (arm.joints().get(j).rotorInertiaKgM2() + 0.1);
      s[at + RigidBodyRegressor.VISCOUS] = 5;
      s[at + RigidBodyRegressor.COULOMB] = 5;
    }
    return s;
  }
}
