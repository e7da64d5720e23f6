package org.statewise.bridge.sim;

import java.util.Arrays;
import java.util.List;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;

/**
 * An {@link ElasticPlant} with its sensors: encoders on the motors, and filtered torques on the
 * links' side.
 */
final class ElasticMechanics implements ArmMechanics {
  private final ElasticPlant plant;
  private final double[] sensed;
  private final double filterFraction;

  ElasticMechanics(ArmModel arm, List<ElasticJoint> drives, List<Double> q0Rad, long stepNs,
      double torqueFilterHz) {
    plant = new ElasticPlant(arm, drives, q0Rad, stepNs);
    sensed = plant.tauJ.clone();
    filterFraction = 1 - StrictMath.exp(-2 * Math.PI * torqueFilterHz * stepNs * 1e-9);
  }

  @Override
  @HotPath
  public double[] encoderQ() {
    return plant.theta;
  }

  @Override
  @HotPath
  public double[] encoderQd() {
    return plant.thetaDot;
  }

  @Override
  @HotPath
  public double[] linkQ() {
    return plant.q;
  }

  @Override
  @HotPath
  public void attach(Payload payload) {
    plant.attach(payload);
  }

  @Override
  @HotPath
  public void release() {
    plant.release();
  }

  @Override
  @HotPath
  public void jointTorqueInto(double[] tau) {
    System.arraycopy(sensed, 0, tau, 0, tau.length);
  }

  @Override
  @HotPath
  public void step(double[] tau, double[] damping, double[] external) {
    plant.step(tau, damping, external);
    sense();
  }

  @Override
  @HotPath
  public void brake() {
    Arrays.fill(plant.thetaDot, 0);
  }

  @Override
  @HotPath
  public void stepBraked(double[] external) {
    plant.stepBraked(external);
    sense();
  }

  @HotPath
  private void sense() {
    for (int j = 0; j < sensed.length; j++) {
      sensed[j] += filterFraction * (plant.tauJ[j] - sensed[j]);
    }
  }

  @Override
  @HotPath
  public void compensateFriction(int j, boolean on) {
    plant.compensateFriction(j, on);
  }

  @Override
  public double energy() {
    return plant.energy();
  }
}
