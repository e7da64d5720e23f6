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
 */
public record Elasticity(double torqueGain, double dampingRatio, double waveRad,
    List<Double> stiffer, List<Double> dampingSeconds) {
  public Elasticity {
    stiffer = List.copyOf(stiffer);
    dampingSeconds = List.copyOf(dampingSeconds);
  }
}
