package org.statewise.controller.app.command;

import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.sim.ArmFlaws;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.evaluate.closedloop.Plant;

/** Makes simulated arms of the plants of the closed-loop benchmark. */
public final class SimulatedPlants {
  private static final int RIPPLES_PER_TURN = 60;

  private SimulatedPlants() {}

  /** An arm on a virtual clock. */
  public static ArmLink open(Plant plant) {
    SimulatedArmConfig.Timing usual = SimulatedArmConfig.Timing.DEFAULT;
    SimulatedArmConfig.Sensors sensors = SimulatedArmConfig.Sensors.DEFAULT;
    long latencyNs = Math.round(plant.drive().latencySeconds() * 1e9);
    return new VirtualTimeLink(new SimulatedArm(SimulatedArmConfig.defaults(plant.arm())
        .withSeed(plant.seed())
        .withTorqueLagSeconds(plant.drive().lagSeconds())
        .withTiming(new SimulatedArmConfig.Timing(usual.periodNs(), usual.innerStepNs(),
            (int) (latencyNs / usual.periodNs()), usual.commandTimeoutPeriods()))
        .withSensors(new SimulatedArmConfig.Sensors(sensors.encoderQuantumRad(),
            plant.sensing().velocityNoiseRadPerS(), sensors.torqueNoiseNm()))
        .withPayload(PayloadPlan.byGripper(plant.payload()))
        .withFlaws(new ArmFlaws(latencyNs % usual.periodNs(),
            plant.sensing().torqueBiasFraction(), plant.drive().rippleFraction(),
            RIPPLES_PER_TURN))));
  }
}
