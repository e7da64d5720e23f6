package org.statewise.controller.app.command;

import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.sim.ArmFlaws;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.evaluate.closedloop.Plant;

/** Makes simulated arms of the worlds of the closed-loop benchmark. */
public final class SimulatedPlants {
  private static final int RIPPLES_PER_TURN = 60;

  private SimulatedPlants() {}

  /** An arm on a virtual clock. */
  public static ArmLink open(Plant world) {
    SimulatedArmConfig.Timing usual = SimulatedArmConfig.Timing.DEFAULT;
    SimulatedArmConfig.Sensors sensors = SimulatedArmConfig.Sensors.DEFAULT;
    long latencyNs = Math.round(world.drive().latencySeconds() * 1e9);
    return new VirtualTimeLink(new SimulatedArm(SimulatedArmConfig.defaults(world.arm())
        .withSeed(world.seed())
        .withTorqueLagSeconds(world.drive().lagSeconds())
        .withTiming(new SimulatedArmConfig.Timing(usual.periodNs(), usual.innerStepNs(),
            (int) (latencyNs / usual.periodNs()), usual.commandTimeoutPeriods()))
        .withSensors(new SimulatedArmConfig.Sensors(sensors.encoderQuantumRad(),
            world.sensing().velocityNoiseRadPerS(), sensors.torqueNoiseNm()))
        .withPayload(PayloadPlan.byGripper(world.payload()))
        .withFlaws(new ArmFlaws(latencyNs % usual.periodNs(),
            world.sensing().torqueBiasFraction(), world.drive().rippleFraction(),
            RIPPLES_PER_TURN))));
  }
}
