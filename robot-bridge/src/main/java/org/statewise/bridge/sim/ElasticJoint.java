package org.statewise.bridge.sim;

import org.statewise.bridge.api.SettingCheck;

/**
 * The drive of one joint with two sides: a motor that turns its reflected inertia behind a spring and
 * damper, an inner torque loop in the cabinet, and friction at the motor (Albu-Schaeffer, Ott and
 * Hirzinger, 2007). All quantities are those seen at the joint, after the gear.
 *
 * @param motorInertiaKgM2 reflected inertia B of rotor and gear, kg m^2, positive
 * @param stiffnessNmPerRad stiffness K between motor and link, Nm/rad, positive
 * @param dampingNmSPerRad damping D between motor and link, Nm s/rad, not negative
 * @param torqueLoop the cabinet's inner torque loop
 * @param friction what the motor side loses
 * @param wave the harmonic drive's kinematic error
 * @param warming how friction falls as the joint gets warm
 */
public record ElasticJoint(double motorInertiaKgM2, double stiffnessNmPerRad,
    double dampingNmSPerRad, TorqueLoop torqueLoop, Friction friction, Wave wave,
    Warming warming) {
  /** A joint whose friction does not depend on how warm it is. */
  public ElasticJoint(double motorInertiaKgM2, double stiffnessNmPerRad, double dampingNmSPerRad,
      TorqueLoop torqueLoop, Friction friction, Wave wave) {
    this(motorInertiaKgM2, stiffnessNmPerRad, dampingNmSPerRad, torqueLoop, friction, wave,
        Warming.NONE);
  }

  public ElasticJoint {
    SettingCheck.positive("motorInertiaKgM2", motorInertiaKgM2);
    SettingCheck.positive("stiffnessNmPerRad", stiffnessNmPerRad);
    SettingCheck.notNegative("dampingNmSPerRad", dampingNmSPerRad);
  }

  /**
   * tau_m = tau_c + kT (tau_c - tau_J) - kS dtau_J/dt, cut off at the motor's limit.
   *
   * @param gain kT, not negative; 0 for no inner loop
   * @param rateGainSeconds kS, s, not negative
   * @param limitNm largest torque of the motor, Nm, positive; may be infinite
   */
  public record TorqueLoop(double gain, double rateGainSeconds, double limitNm) {
    /** The motor's torque is the commanded one. */
    public static final TorqueLoop NONE = new TorqueLoop(0, 0, Double.POSITIVE_INFINITY);

    public TorqueLoop {
      SettingCheck.notNegative("gain", gain);
      SettingCheck.notNegative("rateGainSeconds", rateGainSeconds);
      if (!(limitNm > 0)) {
        throw new IllegalArgumentException("limitNm must be positive, but is " + limitNm);
      }
    }

    /**
     * The loop whose torque settles with a damping ratio while the link stands: omega = sqrt((1 + kT)
     * K / B), kS = 2 zeta omega B / K.
     */
    public static TorqueLoop damped(double gain, double dampingRatio, double motorInertiaKgM2,
        double stiffnessNmPerRad, double limitNm) {
      double omega = Math.sqrt((1 + gain) * stiffnessNmPerRad / motorInertiaKgM2);
      return new TorqueLoop(gain, 2 * dampingRatio * omega * motorInertiaKgM2 / stiffnessNmPerRad,
          limitNm);
    }
  }

  /**
   * Friction with a presliding state z (LuGre; Canudas de Wit et al., 1995), raw at the motor:
   *
   * <pre>
   * level(v) = (coulomb + (static - coulomb) exp(-(v / vs)^2) + load |tau_J|) (1 +- asymmetry)
   * dz/dt    = v - sigma0 |v| / level(v) z,   sigma0 = static / breakaway
   * tau_f    = sigma0 z + sigma1 exp(-(v / vs)^2) dz/dt + viscous v
   * </pre>
   *
   * @param coulombNm dry friction of a fast motor, Nm, not negative
   * @param staticNm what the motor resists with before it slides, Nm, not below {@code coulombNm}
   * @param viscousNmSPerRad torque per speed, Nm s/rad, not negative
   * @param stribeckRadPerS vs, rad/s, positive
   * @param breakawayRad how far the motor turns before it slides, rad, positive
   * @param presliding damping ratio of the presliding spring on the motor's inertia, not negative:
   *     sigma1 = 2 ratio sqrt(sigma0 B)
   * @param loadFraction part of the joint's torque that is added to dry friction, not negative
   * @param asymmetry part by which dry friction is larger for positive speeds and smaller for
   *     negative ones, above -1 and below 1
   */
  public record Friction(double coulombNm, double staticNm, double viscousNmSPerRad,
      double stribeckRadPerS, double breakawayRad, double presliding, double loadFraction,
      double asymmetry) {
    /** A motor that loses nothing. */
    public static final Friction NONE = new Friction(0, 0, 0, 0.05, 1e-4, 0, 0, 0);

    public Friction {
      SettingCheck.notNegative("coulombNm", coulombNm);
      SettingCheck.notNegative("staticNm", staticNm);
      SettingCheck.notNegative("viscousNmSPerRad", viscousNmSPerRad);
      SettingCheck.positive("stribeckRadPerS", stribeckRadPerS);
      SettingCheck.positive("breakawayRad", breakawayRad);
      SettingCheck.notNegative("presliding", presliding);
      SettingCheck.notNegative("loadFraction", loadFraction);
      if (staticNm < coulombNm) {
        throw new IllegalArgumentException("staticNm must not be below coulombNm, but is "
            + staticNm + " with coulombNm " + coulombNm);
      }
      if (!(Math.abs(asymmetry) < 1)) {
        throw new IllegalArgumentException(
            "asymmetry must be above -1 and below 1, but is " + asymmetry);
      }
    }

    /** The same with all its torques {@code factor} times as large. */
    public Friction scaled(double factor) {
      return new Friction(factor * coulombNm, factor * staticNm, factor * viscousNmSPerRad,
          stribeckRadPerS, breakawayRad, presliding, factor * loadFraction, asymmetry);
    }
  }

  /**
   * A wave of the harmonic drive: the link's side of the spring stands at theta + amplitude
   * sin(waves theta).
   *
   * @param amplitudeRad rad, not negative
   * @param wavesPerRad waves in one radian of the joint times 2 pi: 320 for 2 waves a motor turn at a
   *     gear ratio of 160
   */
  public record Wave(double amplitudeRad, double wavesPerRad) {
    /** A gear without waves. */
    public static final Wave NONE = new Wave(0, 0);

    public Wave {
      SettingCheck.notNegative("amplitudeRad", amplitudeRad);
      SettingCheck.notNegative("wavesPerRad", wavesPerRad);
    }
  }

  /**
   * Motion warms a joint, standing cools it, and warmth w lowers dry and viscous friction alike
   * (FloBaRoID, Wolf and Iskandar 2018: by 12 to 30 % over 5 to 20 minutes of motion):
   *
   * <pre>
   * dw/dt = (m - w) / T,   m = 1 faster than {@value #MOVING_RAD_PER_S} rad/s, else 0
   * tau_f = (1 - fraction w) tau_f(cold)
   * </pre>
   *
   * @param fraction part of the friction that a warm joint has lost, from 0 to below 1
   * @param seconds T, s, positive
   * @param atStart w in the beginning, from 0, cold, to 1, warm
   */
  public record Warming(double fraction, double seconds, double atStart) {
    static final double MOVING_RAD_PER_S = 0.05;

    /** Friction that does not depend on warmth. */
    public static final Warming NONE = new Warming(0, 600, 0);

    public Warming {
      if (!(fraction >= 0 && fraction < 1)) {
        throw new IllegalArgumentException(
            "fraction must be from 0 to below 1, but is " + fraction);
      }
      SettingCheck.positive("seconds", seconds);
      if (!(atStart >= 0 && atStart <= 1)) {
        throw new IllegalArgumentException("atStart must be from 0 to 1, but is " + atStart);
      }
    }
  }

  /** The angular frequency with which the torque settles while the link stands, rad/s. */
  public double torqueLoopRadPerS() {
    return Math.sqrt((1 + torqueLoop.gain()) * stiffnessNmPerRad / motorInertiaKgM2);
  }
}
