package org.statewise.bridge.sim;

import java.util.List;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Warming;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;

/**
 * Makes the elastic drives of an arm: each number is the one that {@link SimulationSettings} has, else
 * the description's, else an estimate ({@link ArmProfile} names the sources).
 */
final class ElasticDrives {
  private static final double STRONG_NM = 150;
  private static final double MEDIUM_NM = 100;
  private static final double DAMPING_SECONDS = 0.002;
  private static final double DAMPING_RATIO = 0.7;
  private static final double BREAKAWAY_RAD = 2e-4;
  private static final double PRESLIDING_RATIO = 0.7;
  private static final double LOAD_RATIO = 0.1;
  private static final double ASYMMETRY = 0.03;
  private static final double WAVE_RAD = 1e-4;
  private static final double WAVES_PER_MOTOR_TURN = 2;
  private static final double GEAR_RATIO = 160;

  private final ArmModel arm;
  private final double stiffer;
  private final double torqueGain;
  private final SimulationSettings settings;

  /**
   * @param stiffer factor of the profile on the description's stiffness
   * @param torqueGain kT of the profile
   */
  ElasticDrives(ArmModel arm, double stiffer, double torqueGain, SimulationSettings settings) {
    this.arm = arm;
    this.stiffer = stiffer;
    this.torqueGain = torqueGain;
    this.settings = settings;
  }

  /** The reflected inertia of joint {@code j}, kg m^2; 0 where nobody gave it. */
  double inertia(int j) {
    return number("drive.motorInertiaKgM2", settings.drive().motorInertiaKgM2(), j,
        arm.joints().get(j).rotorInertiaKgM2());
  }

  /** The drive of joint {@code j}, from 0. */
  ElasticJoint drive(int j) {
    SimulationSettings.Drive set = settings.drive();
    JointModel joint = arm.joints().get(j);
    JointDrive known = joint.drive();
    double inertia = inertia(j);
    double tauMax = joint.limits().tauMaxNm();
    double described = known.stiffnessNmPerRad().orElse(
        tauMax >= STRONG_NM ? 12_000 : tauMax >= MEDIUM_NM ? 10_000 : 4_500);
    double stiffness = number("drive.stiffnessNmPerRad", set.stiffnessNmPerRad(), j,
        stiffer * described);
    // A stiffer spring of the same material damps more.
    double damping = number("drive.dampingNmSPerRad", set.dampingNmSPerRad(), j,
        stiffness / described * known.dampingNmSPerRad().orElse(DAMPING_SECONDS * described));
    double gain = number("drive.torqueLoopGain", set.torqueLoopGain(), j, torqueGain);
    double ratio = number("drive.torqueLoopDampingRatio", set.torqueLoopDampingRatio(), j,
        DAMPING_RATIO);
    double limit = number("drive.motorTorqueLimitNm", set.motorTorqueLimitNm(), j,
        known.motorTorqueLimitNm().orElse((1 + gain) * tauMax));
    double gear = number("drive.gearRatio", set.gearRatio(), j,
        known.gearRatio().orElse(GEAR_RATIO));
    Wave wave = new Wave(number("drive.waveRad", set.waveRad(), j, WAVE_RAD), gear
        * number("drive.wavesPerMotorTurn", set.wavesPerMotorTurn(), j, WAVES_PER_MOTOR_TURN));
    return new ElasticJoint(inertia, stiffness, damping,
        TorqueLoop.damped(gain, ratio, inertia, stiffness, limit), friction(j, 1 + gain), wave,
        warming(j));
  }

  /** At the motor, where it is as much larger as the torque loop makes it look smaller. */
  private Friction friction(int j, double larger) {
    SimulationSettings.FrictionNumbers set = settings.friction();
    JointModel joint = arm.joints().get(j);
    JointFriction shown = joint.friction();
    double coulomb = number("friction.coulombNm", set.coulombNm(), j, shown.coulombNm());
    // Where dry friction alone is set, static friction is as much larger than it as was described.
    double excess = set.coulombNm().isEmpty()
        ? shown.staticNm()
        : coulomb * (shown.coulombNm() > 0 ? shown.staticNm() / shown.coulombNm() : 1);
    double breaking = number("friction.staticNm", set.staticNm(), j, excess);
    if (breaking < coulomb) {
      throw new IllegalArgumentException("arm.simulation.friction.staticNm must not be below the"
          + " Coulomb friction of joint " + joint.name() + ", " + coulomb + ", but is " + breaking);
    }
    return new Friction(larger * coulomb, larger * breaking,
        larger
            * number("friction.viscousNmSPerRad", set.viscousNmSPerRad(), j, shown
                .viscousNmSPerRad()),
        number("friction.stribeckRadPerS", set.stribeckRadPerS(), j, shown.stribeckRadPerS()),
        number("friction.breakawayRad", set.breakawayRad(), j,
            joint.drive().breakawayRad().orElse(BREAKAWAY_RAD)),
        number("friction.preslidingDampingRatio", set.preslidingDampingRatio(), j,
            PRESLIDING_RATIO),
        number("friction.loadRatio", set.loadRatio(), j,
            joint.drive().loadFrictionRatio().orElse(LOAD_RATIO)),
        number("friction.asymmetry", set.asymmetry(), j, ASYMMETRY));
  }

  private Warming warming(int j) {
    SimulationSettings.FrictionNumbers set = settings.friction();
    return new Warming(number("friction.warmingFraction", set.warmingFraction(), j, 0),
        number("friction.warmingSeconds", set.warmingSeconds(), j, Warming.NONE.seconds()),
        number("friction.warmAtStart", set.warmAtStart(), j, 0));
  }

  private double number(String key, List<Double> values, int j, double profile) {
    return SimulationSettings.of(key, values, j, arm.jointCount(), profile);
  }
}
