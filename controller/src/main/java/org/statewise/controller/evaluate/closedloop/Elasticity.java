package org.statewise.controller.evaluate.closedloop;

import java.util.List;

/**
 * What is between motors and links of an elastic plant, beyond what the arm's description says of its
 * drives.
 *
 * @param torqueGain kT of the cabinet's inner torque loop
 * @param dampingRatio with which its torque settles
 * @param waveRad amplitude of the harmonic drives' kinematic error, rad
 * @param stiffer how many times as stiff as usual each joint is
 * @param dampingSeconds damping of each joint as a part of its stiffness, s
 * @param coldFraction part of its friction that a cold joint loses as it gets warm, which leaves the
 *     friction of the description; 0 for joints that are warm from the start
 */
public record Elasticity(double torqueGain, double dampingRatio, double waveRad,
    List<Double> stiffer, List<Double> dampingSeconds, double coldFraction) {
  public Elasticity {
    stiffer = List.copyOf(stiffer);
    dampingSeconds = List.copyOf(dampingSeconds);
  }

  /** The same with springs {@code factor} times as stiff. */
  Elasticity withSpringsTimes(double factor) {
    return new Elasticity(torqueGain, dampingRatio, waveRad,
        stiffer.stream().map(s -> factor * s).toList(), dampingSeconds, coldFraction);
  }

  /** The same with joints that are cold at first. */
  Elasticity cold(double fraction) {
    return new Elasticity(torqueGain, dampingRatio, waveRad, stiffer, dampingSeconds, fraction);
  }
}
