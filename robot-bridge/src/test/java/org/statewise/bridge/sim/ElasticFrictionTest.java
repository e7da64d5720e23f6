package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Wave;

/** Friction, ripple and brakes of an elastic joint. */
final class ElasticFrictionTest extends ElasticPlantFixture {
  @Test
  void shouldBreakAwayAtItsStaticFriction() {
    double breakaway = 2e-4;
    Friction friction = new Friction(4, 6, 5, 0.05, breakaway, 0.7, 0, 0);
    ElasticPlant plant = wheel(joint(30, TorqueLoop.NONE, friction));
    double tau = 0;

    while (plant.theta[0] < 5e-3) {
      tau += 1e-4;
      plant.step(new double[]{tau}, NOTHING, NOTHING);
      if (tau < 5.5) {
        // Below break-away the presliding spring holds: sigma0 z = tau, so far and no further.
        assertThat(plant.theta[0]).isLessThan(3 * breakaway);
      }
    }
    assertThat(tau).isCloseTo(6, within(0.3));
  }

  @Test
  void shouldLoseTheAreaOfLuGresHysteresisLoop() {
    double level = 5;
    double breakaway = 2e-4;
    double sigma0 = level / breakaway;
    Friction friction = new Friction(level, level, 0, 0.05, breakaway, 0.05, 0, 0);
    ElasticPlant plant = wheel(joint(30, TorqueLoop.NONE, friction));
    double amplitude = 0.6 * level;
    int period = 40_000;
    double area = 0;
    double before = 0;

    for (int i = 0; i < 2 * period; i++) {
      double tau = amplitude * Math.sin(2 * Math.PI * i / period);
      plant.step(new double[]{tau}, NOTHING, NOTHING);
      if (i >= period) {
        area += tau * (plant.theta[0] - before);
      }
      before = plant.theta[0];
    }
    assertThat(area).isCloseTo(loopArea(level, sigma0, amplitude), within(0.02 * area));
  }

  /**
   * Quasi-static LuGre between forces -F and F: dF/dx = sigma0 (1 - F/level) upwards, so that the work of
   * a closed loop is twice the integral of F dx/dF over F from -F to F.
   */
  private static double loopArea(double level, double sigma0, double force) {
    DoubleUnaryOperator work = f -> f / (sigma0 * (1 - f / level));
    int parts = 100_000;
    double sum = 0;
    for (int i = 0; i < parts; i++) {
      double f = -force + (i + 0.5) * 2 * force / parts;
      sum += work.applyAsDouble(f) * 2 * force / parts;
    }
    return 2 * sum;
  }

  /**
   * J v' = -V v + tauHat, tauHat' = L (V v - tauHat): L J (v - v0) + tauHat stays 0, and in the end tauHat =
   * V v, thus v = J v0 / (J + V / L).
   */
  @Test
  void shouldSlideOnWithTheSpeedThatAFrictionObserverLeavesIt() {
    double viscous = 20;
    ElasticPlant plant = wheel(joint(30, TorqueLoop.NONE,
        new Friction(0, 0, viscous, 0.05, 1e-4, 0, 0, 0)));
    plant.compensateFriction(0, true);
    plant.thetaDot[0] = 1;
    plant.qd[0] = 1;
    run(plant, 16_000, 0, 0);
    double inertia = B + LINK;
    assertThat(plant.qd[0]).isCloseTo(inertia / (inertia + viscous / MotorSide.OBSERVER_RAD_PER_S),
        within(1e-3));

    // Switched off, it forgets, and the wheel comes to rest.
    plant.compensateFriction(0, false);
    run(plant, 16_000, 0, 0);
    assertThat(plant.qd[0]).isCloseTo(0, within(1e-6));
  }

  @Test
  void shouldWaveWithTheHarmonicDrive() {
    double amplitude = 1e-4;
    ElasticPlant plant = wheel(new ElasticJoint(B, K, 30, TorqueLoop.damped(4, 0.7, B, K, 500),
        Friction.NONE, new Wave(amplitude, 320)));
    plant.thetaDot[0] = 0.02;
    plant.qd[0] = 0.02;
    double most = 0;
    double least = 0;

    for (int i = 0; i < 8000; i++) {
      plant.step(NOTHING, NOTHING, NOTHING);
      most = Math.max(most, plant.q[0] - plant.theta[0]);
      least = Math.min(least, plant.q[0] - plant.theta[0]);
    }
    // So slowly the link follows the gear: its error is the wave, there and back.
    assertThat(most - least).isCloseTo(2 * amplitude, within(0.2 * amplitude));
  }

  @Test
  void shouldStandExactlyWhereItSettledWithTheBrakesClosed() {
    ElasticPlant plant = iiwa();
    double[] theta = plant.theta.clone();
    double[] q = plant.q.clone();

    for (int i = 0; i < 400; i++) {
      plant.stepBraked(new double[7]);
    }
    assertThat(plant.theta).containsExactly(theta);
    assertThat(plant.q).containsExactly(q, Offset.offset(1e-9));
  }
}
