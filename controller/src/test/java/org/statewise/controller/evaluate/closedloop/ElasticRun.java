package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * Pick and place, as {@code run} does it without settings, with one kind of adaptation on one profile of
 * the simulated arm; and what was seen of it from outside of supervision.
 */
final class ElasticRun {
  private static final double DT = 0.004;
  private static final double FAST_HERTZ = 8;
  private static final double SHAKING = 0.02;
  private static final int SECOND_TICKS = 250;
  private static final int LATE_SECONDS = 20;
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling OURS = new Handling(Acceleration.POSITION, 0.001, 0.0035, 0);
  private static final Plant PLANT = new Plant("elastic", 1, ARM, ARM,
      new Plant.Load(new Payload(0.857, new Vec3(0, 0, 0.12))),
      new Plant.Drive(0.001, 0, 0, Optional.empty()), Plant.Cabinet.USUAL,
      new Plant.Sensing(0, 0, 0, 0), "", new Plant.Task.PickAndPlace(0.5), 1);

  /** What supervision did, in order. */
  final List<Intervention> interventions = new ArrayList<>();
  /** The longest time that the model's torque swung at 8 Hz or faster and was let, s. */
  double longestSwingSeconds;
  /** How often the model's torque began, after a second without, to swing above 8 Hz by 2 % of a limit. */
  int shakes;
  /** Mean square of the command above 8 Hz, by seconds of the run, of torques as parts of the limits. */
  private final List<Double> fastPower = new ArrayList<>();
  final RunMeasures measures;
  private final double[] tauMax = ARM.joints().stream()
      .mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
  private final SwingWatch watch = new SwingWatch(tauMax, DT,
      new SwingBaseline(tauMax, DT));
  private final HighPass command = new HighPass(tauMax.length, FAST_HERTZ, DT);
  private int sinceShaking = SECOND_TICKS;
  private final int rounds;
  private int ticks;
  private int withdrawnTicks;
  private double power;

  private ElasticRun(ArmProfile profile, String adaptation, int rounds) {
    this.rounds = rounds;
    Baseline row = new Baseline(adaptation,
        new OnlineModelSyntax(Optional.of(ARM)).parse(adaptation), Knowledge.NOMINAL, OURS, true);
    measures = new ClosedLoop(plant -> open(plant, profile), BenchmarkTicks::tick, rounds)
        .run(PLANT, row, 1, this::see);
  }

  static ElasticRun of(String profile, String adaptation, int rounds) {
    return new ElasticRun(ArmProfile.parse("profile", profile), adaptation, rounds);
  }

  private static ArmLink open(Plant plant, ArmProfile profile) {
    return new VirtualTimeLink(new SimulatedArm(SimulatedArmConfig.defaults(plant.arm())
        .withSeed(plant.seed())
        .withTorqueLagSeconds(plant.drive().lagSeconds())
        .withDrives(profile.drives(plant.arm()))
        .withPayload(PayloadPlan.byGripper(plant.load().payload()))));
  }

  private void see(TickRecord tick) {
    if (tick.phase != LoopPhase.RUNNING) {
      return;
    }
    if (tick.intervention != Intervention.NONE) {
      interventions.add(tick.intervention);
    }
    watch.see(tick);
    ticks++;
    sinceShaking++;
    withdrawnTicks += watch.isWithdrawn() ? 1 : 0;
    for (int j = 0; j < tauMax.length; j++) {
      double u = command.step(j, tick.u[j] / tauMax[j]);
      power += u * u;
      shake(j);
    }
    longestSwingSeconds = watch.longestSeconds();
    if (ticks % SECOND_TICKS == 0) {
      fastPower.add(power / SECOND_TICKS);
      power = 0;
    }
  }

  private void shake(int j) {
    if (Math.abs(watch.torque(j)) > SHAKING && watch.swings(j)) {
      shakes += sinceShaking >= SECOND_TICKS ? 1 : 0;
      sinceShaking = 0;
    }
  }

  int count(Intervention kind) {
    return (int) interventions.stream().filter(kind::equals).count();
  }

  double withdrawnShare() {
    return withdrawnTicks / (double) ticks;
  }

  /** Mean square of the command above 8 Hz in the last 20 s, as in {@link #fastPower}, over joints. */
  double latePower() {
    return fastPower.stream().skip(fastPower.size() - LATE_SECONDS)
        .mapToDouble(Double::doubleValue).average().orElseThrow() / tauMax.length;
  }

  /** RMS error of the last round, mrad. */
  double lastRmsMrad() {
    return measures.rmsMrad(rounds);
  }
}
