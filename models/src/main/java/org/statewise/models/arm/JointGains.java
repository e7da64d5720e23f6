package org.statewise.models.arm;

/**
 * Moderate gains of a joint-space PD law for this joint.
 *
 * @param kpNmPerRad stiffness, Nm/rad, finite and not negative
 * @param kdNmSPerRad damping, Nm s/rad, finite and not negative
 */
public record JointGains(double kpNmPerRad, double kdNmSPerRad) {
  public JointGains {
    Check.notNegative("kpNmPerRad", kpNmPerRad);
    Check.notNegative("kdNmSPerRad", kdNmSPerRad);
  }
}
