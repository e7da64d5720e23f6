package org.statewise.controller.app.command;

import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.sim.ArmFlaws;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.ElasticJoint;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Warming;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.bridge.sim.LoadData;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.Push;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.evaluate.closedloop.Elasticity;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.models.arm.ArmModel;

/** Makes simulated arms of the plants of the closed-loop benchmark. */
public final class SimulatedPlants {
  private static final int RIPPLES_PER_TURN = 60;
  /** Warm within five minutes of motion, the fastest that was published. */
  private static final double WARMING_SECONDS = 100;

  private SimulatedPlants() {}

  /** An arm on a virtual clock. */
  public static ArmLink open(Plant plant) {
    SimulatedArm arm = new SimulatedArm(config(plant));
    for (int j = 0; j < plant.arm().jointCount(); j++) {
      arm.compensateFriction(j, plant.cabinet().frictionObserver());
    }
    return new VirtualTimeLink(arm);
  }

  static SimulatedArmConfig config(Plant plant) {
    SimulatedArmConfig.Timing usual = SimulatedArmConfig.Timing
        .every(Math.round(plant.cabinet().periodSeconds() * 1e9));
    SimulatedArmConfig.Sensors sensors = SimulatedArmConfig.Sensors.DEFAULT;
    long latencyNs = Math.round(plant.drive().latencySeconds() * 1e9);
    return SimulatedArmConfig.defaults(plant.arm())
        .withSeed(plant.seed())
        .withTorqueLagSeconds(plant.drive().lagSeconds())
        .withTiming(usual.withCommandDelayPeriods((int) (latencyNs / usual.periodNs())))
        .withSensors(new SimulatedArmConfig.Sensors(plant.sensing().encoderQuantumRad(),
            plant.sensing().velocityNoiseRadPerS(), sensors.torqueNoiseNm(),
            sensors.torqueFilterHz()))
        .withPayload(payload(plant.load()))
        .withDrives(plant.drive().elasticity().map(elasticity -> drives(plant.arm(), elasticity))
            .orElse(List.of()))
        .withPushes(Push.parse(plant.pushes()))
        .withFlaws(new ArmFlaws(latencyNs % usual.periodNs(),
            plant.sensing().torqueBiasFraction(), plant.drive().rippleFraction(),
            RIPPLES_PER_TURN, new LoadData(plant.cabinet().believedLoad(),
                plant.cabinet().gravityOffsetNm())));
  }

  private static PayloadPlan payload(Plant.Load load) {
    return load.second().map(second -> PayloadPlan.byGripper(load.payload(), second))
        .orElseGet(() -> PayloadPlan.byGripper(load.payload()));
  }

  /** The drives of an LBR, with the plant's own springs, torque loops and waves. */
  private static List<ElasticJoint> drives(ArmModel arm, Elasticity own) {
    List<ElasticJoint> usual = ArmProfile.LBR.drives(arm);
    List<ElasticJoint> drives = new ArrayList<>();
    for (int j = 0; j < usual.size(); j++) {
      ElasticJoint joint = usual.get(j);
      double stiffness = own.stiffer().get(j) * joint.stiffnessNmPerRad();
      // The description has the friction that the joint shows; at the motor it is 1 + kT as large.
      double friction = (1 + own.torqueGain()) / (1 + joint.torqueLoop().gain())
          / (1 - own.coldFraction());
      drives.add(new ElasticJoint(joint.motorInertiaKgM2(), stiffness,
          own.dampingSeconds().get(j) * stiffness,
          TorqueLoop.damped(own.torqueGain(), own.dampingRatio(), joint.motorInertiaKgM2(),
              stiffness, joint.torqueLoop().limitNm()),
          joint.friction().scaled(friction),
          new Wave(own.waveRad(), joint.wave().wavesPerRad()),
          new Warming(own.coldFraction(), WARMING_SECONDS, 0)));
    }
    return drives;
  }
}
