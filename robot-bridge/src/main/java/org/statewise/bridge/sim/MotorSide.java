package org.statewise.bridge.sim;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.SinCos;

/**
 * The motors of an {@link ElasticPlant}, joint by joint, over one substep h of the implicit midpoint
 * rule. With x and y the speeds of motor and link after it, v and w those before, and all torques at the
 * middle:
 *
 * <pre>
 * tau_J  = S + G (v - w + x - y),     S = K (theta + wave - q), G = h K / 4 + D / 2
 * dtau_J = K (v - w + x - y) / 2
 * tau_f  = F0 + F1 x                  (LuGre, dz/dt linearised at v)
 * B x    = B v + h (tau_m - tau_f - tau_J)   =>   x = a + b y
 * </pre>
 *
 * <p>A friction observer adds to tau_m what it has found of tau_f, which it follows as a first-order
 * filter does, tauHat' = L (tau_f - tauHat), while it is on, and forgets as fast while it is off.
 *
 * One thread; nothing allocates after construction.
 */
final class MotorSide {
  /** Bandwidth L of the friction observer, rad/s: 5 Hz, an estimate. */
  static final double OBSERVER_RAD_PER_S = 30;

  private final ElasticJoint[] joints;
  private final double h;
  /** What the friction observer has found, Nm. */
  private final double[] observed;
  private final boolean[] compensates;
  private final double[] sigma0;
  private final double[] sigma1;
  private final double[] coupling;
  /** Presliding state z, rad. */
  private final double[] z;
  /** How warm a joint is, 0 to 1. */
  private final double[] warmth;
  // Of the substep that is being made.
  private final double[] spring;
  private final double[] speedBefore;
  private final double[] a;
  private final double[] b;
  private final double[] z0;
  private final double[] z1;
  // Friction at the middle of the substep, F0 + F1 x.
  private final double[] friction0;
  private final double[] friction1;

  MotorSide(ElasticJoint[] joints, double h) {
    this.joints = joints;
    this.h = h;
    int n = joints.length;
    sigma0 = new double[n];
    sigma1 = new double[n];
    coupling = new double[n];
    z = new double[n];
    warmth = new double[n];
    spring = new double[n];
    speedBefore = new double[n];
    a = new double[n];
    b = new double[n];
    z0 = new double[n];
    z1 = new double[n];
    friction0 = new double[n];
    friction1 = new double[n];
    observed = new double[n];
    compensates = new boolean[n];
    for (int j = 0; j < n; j++) {
      ElasticJoint.Friction friction = joints[j].friction();
      sigma0[j] = friction.staticNm() / friction.breakawayRad();
      sigma1[j] = 2 * friction.presliding()
          * Math.sqrt(sigma0[j] * joints[j].motorInertiaKgM2());
      warmth[j] = joints[j].warming().atStart();
      coupling[j] = h * joints[j].stiffnessNmPerRad() / 4 + joints[j].dampingNmSPerRad() / 2;
    }
  }

  /** Forgets the presliding. */
  void settle() {
    Arrays.fill(z, 0);
    Arrays.fill(observed, 0);
  }

  /** Whether the friction observer of motor {@code j} is on from now on. */
  @HotPath
  void compensate(int j, boolean on) {
    compensates[j] = on;
  }

  /** Where motor {@code j} stands so that its spring bears {@code tau}, Nm, with the link at q, rad. */
  double holding(int j, double q, double tau) {
    double wanted = q + tau / joints[j].stiffnessNmPerRad();
    double theta = wanted;
    // The wave is far smaller than its length: a few rounds find where theta + wave(theta) is wanted.
    for (int round = 0; round < 20; round++) {
      theta = wanted - wave(j, theta);
    }
    return theta;
  }

  private double wave(int j, double theta) {
    ElasticJoint.Wave wave = joints[j].wave();
    return wave.amplitudeRad() == 0
        ? 0
        : wave.amplitudeRad() * SinCos.sin(wave.wavesPerRad() * theta);
  }

  /** A substep with the brakes closed: x = 0. */
  @HotPath
  void stand(int j, double theta, double q, double v, double w) {
    spring[j] = joints[j].stiffnessNmPerRad() * (theta + wave(j, theta) - q);
    speedBefore[j] = v - w;
    a[j] = 0;
    b[j] = 0;
    z0[j] = z[j];
    z1[j] = 0;
    friction0[j] = 0;
    friction1[j] = 0;
  }

  /**
   * Prepares a substep of a motor that follows a command.
   *
   * @param tauC commanded torque, Nm
   * @param damping additional, at the joint, Nm s/rad
   * @param tauJ torque of the joint in the last substep, Nm
   */
  @HotPath
  void prepare(int j, double theta, double q, double v, double w, double tauC, double damping,
      double tauJ) {
    ElasticJoint joint = joints[j];
    double stiffness = joint.stiffnessNmPerRad();
    double g = coupling[j];
    spring[j] = stiffness * (theta + wave(j, theta) - q);
    speedBefore[j] = v - w;
    double cold = warm(j, v);
    double stribeck = falling(v / joint.friction().stribeckRadPerS());
    prepareFriction(j, v, tauJ, cold, stribeck);
    double viscous = cold * joint.friction().viscousNmSPerRad();
    double s1 = sigma1[j] * stribeck;
    // tau_f = sigma0 (z + z') / 2 + s1 (z' - z) / h + viscous (v + x) / 2
    double f0 = sigma0[j] * (z[j] + z0[j]) / 2 + s1 * (z0[j] - z[j]) / h + viscous * v / 2;
    double f1 = (sigma0[j] / 2 + s1 / h) * z1[j] + viscous / 2;
    friction0[j] = f0;
    friction1[j] = f1;
    ElasticJoint.TorqueLoop loop = joint.torqueLoop();
    double gain = 1 + loop.gain();
    // Damping is asked of the inner loop, and so is as strong as the commanded torque is.
    f0 += gain * damping * v / 2;
    f1 += gain * damping / 2;
    double push = spring[j] + g * speedBefore[j];
    double rate = stiffness * speedBefore[j] / 2;
    double wanted = gain * tauC - loop.gain() * push - loop.rateGainSeconds() * rate
        + observed[j];
    double slope = g;
    double constant;
    if (Math.abs(wanted) > loop.limitNm()) {
      constant = Math.copySign(loop.limitNm(), wanted) - push;
    } else {
      slope = gain * g + loop.rateGainSeconds() * stiffness / 2;
      constant = wanted - push;
    }
    double inertia = joint.motorInertiaKgM2();
    double whole = inertia + h * (slope + f1);
    a[j] = (inertia * v + h * (constant - f0)) / whole;
    b[j] = h * slope / whole;
  }

  /** The joint gets warmer or colder; returns by what its friction is multiplied. */
  @HotPath
  private double warm(int j, double v) {
    ElasticJoint.Warming warming = joints[j].warming();
    double towards = Math.abs(v) > ElasticJoint.Warming.MOVING_RAD_PER_S ? 1 : 0;
    warmth[j] += h / (warming.seconds() + h) * (towards - warmth[j]);
    return 1 - warming.fraction() * warmth[j];
  }

  /**
   * z' = z0 + z1 x, from dz/dt = v - sigma0 |v| / level z with the speed of before in |v| / level.
   *
   * @param cold factor by which warmth lowers friction
   * @param stribeck exp(-(v / vs)^2)
   */
  @HotPath
  private void prepareFriction(int j, double v, double tauJ, double cold, double stribeck) {
    ElasticJoint.Friction friction = joints[j].friction();
    if (sigma0[j] == 0) {
      z0[j] = 0;
      z1[j] = 0;
      return;
    }
    double excess = friction.staticNm() - friction.coulombNm();
    double level = cold * (friction.coulombNm() + excess * stribeck
        + friction.loadFraction() * Math.abs(tauJ)) * (1 + Math.signum(v) * friction.asymmetry());
    double whole = 1 + h * sigma0[j] * Math.abs(v) / level;
    z0[j] = (z[j] + h * v / 2) / whole;
    z1[j] = h / (2 * whole);
  }

  /** exp(-x^2). */
  @HotPath
  private static double falling(double x) {
    return Math.abs(x) > 6 ? 0 : StrictMath.exp(-x * x);
  }

  /** The part of tau_J that does not depend on the link's next speed, P, Nm. */
  @HotPath
  double push(int j) {
    return spring[j] + coupling[j] * (speedBefore[j] + a[j]);
  }

  /** How much tau_J falls with the link's next speed, G (1 - b), Nm s/rad. */
  @HotPath
  double resistance(int j) {
    return coupling[j] * (1 - b[j]);
  }

  /** tau_J in the middle of the substep, Nm, once the link's next speed {@code y} is known. */
  @HotPath
  double torque(int j, double y) {
    return push(j) - resistance(j) * y;
  }

  /** The motor's next speed, rad/s; its presliding and friction observer move on. */
  @HotPath
  double follow(int j, double v, double y) {
    double x = a[j] + b[j] * y;
    z[j] = z0[j] + z1[j] * x;
    double friction = compensates[j] ? friction0[j] + friction1[j] * x : 0;
    observed[j] += h * OBSERVER_RAD_PER_S / (1 + h * OBSERVER_RAD_PER_S) * (friction - observed[j]);
    return x;
  }
}
