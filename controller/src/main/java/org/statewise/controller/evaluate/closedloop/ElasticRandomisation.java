package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.statewise.controller.evaluate.closedloop.Plant.Drive;
import org.statewise.controller.evaluate.closedloop.Plant.Sensing;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointDrive;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/**
 * Draws an elastic arm around the nominal one, as wide as published numbers of such arms disagree:
 *
 * <pre>
 * links               mass and inertia within 35 %, centre of mass within 10 mm
 * rotors              0.25 to 1.1 times the described ones, one factor an arm, within 10 % each
 * stiffness           half to twice the described one, one factor an arm, within 15 % each
 * damping             0.001 to 0.003 s times the stiffness
 * inner torque loop   kT 2 to 6, damping ratio 0.6 to 0.9
 * friction            dry and viscous each 0.5 to 1.5 times the described one: cold and warm
 * break-away          50 to 500 urad; by load 0.05 to 0.15
 * harmonic drive      wave of 30 to 300 urad
 * motors and delays   lag 0.5 to 1.5 ms before the inner loop, latency up to 4 ms
 * sensors             velocity noise 0.7 to 1.4 mrad/s, encoder quantum 1 to 20 urad
 * load                0.857 kg within 35 %, centre of mass within 20 mm
 * </pre>
 *
 * <p>Factors around 1 and small numbers that span a decade are drawn evenly on a logarithmic scale, the others evenly.
 */
final class ElasticRandomisation {
  private static final double SHARE = 0.35;

  private ElasticRandomisation() {}

  static DomainRandomisation draw(ArmModel nominal, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    List<JointModel> joints = joints(nominal, rng.split());
    SplittableRandom load = rng.split();
    Payload payload = new Payload(0.857 * load.nextDouble(1 - SHARE, 1 + SHARE),
        DomainRandomisation.near(new Vec3(0, 0, 0.12), 0.02, load));
    SplittableRandom drives = rng.split();
    Drive drive = new Drive(drives.nextDouble(0.0005, 0.0015), drives.nextDouble(0, 0.004), 0,
        Optional.of(elasticity(joints.size(), drives)));
    SplittableRandom sensors = rng.split();
    Sensing sensing = new Sensing(sensors.nextDouble(0.0007, 0.0014), 0, 0,
        logarithmic(1e-6, 2e-5, sensors));
    return new DomainRandomisation(new ArmModel(nominal.name(), nominal.gravity(), joints), payload,
        drive, sensing);
  }

  private static Elasticity elasticity(int joints, SplittableRandom rng) {
    double stiffer = logarithmic(0.5, 2, rng);
    return new Elasticity(rng.nextDouble(2, 6), rng.nextDouble(0.6, 0.9),
        logarithmic(3e-5, 3e-4, rng),
        rng.doubles(joints, 0.85, 1.15).map(factor -> stiffer * factor).boxed().toList(),
        rng.doubles(joints, 0.001, 0.003).boxed().toList(), 0);
  }

  private static List<JointModel> joints(ArmModel nominal, SplittableRandom rng) {
    double rotors = logarithmic(0.25, 1.1, rng);
    List<JointModel> joints = new ArrayList<>();
    for (JointModel joint : nominal.joints()) {
      JointFriction friction = joint.friction();
      double dry = rng.nextDouble(0.5, 1.5);
      joints.add(joint
          .withFriction(new JointFriction(
              friction.viscousNmSPerRad() * rng.nextDouble(0.5, 1.5), friction.coulombNm() * dry,
              friction.staticNm() * dry, friction.stribeckRadPerS()))
          .withLink(link(joint.link(), rng))
          .withRotorInertiaKgM2(
              joint.rotorInertiaKgM2() * rotors * rng.nextDouble(0.9, 1.1))
          .withDrive(drive(joint.drive(), rng)));
    }
    return joints;
  }

  private static JointDrive drive(JointDrive known, SplittableRandom rng) {
    return new JointDrive(known.gearRatio(), known.stiffnessNmPerRad(),
        known.dampingNmSPerRad(), known.motorTorqueLimitNm(),
        OptionalDouble.of(logarithmic(5e-5, 5e-4, rng)),
        OptionalDouble.of(rng.nextDouble(0.05, 0.15)));
  }

  private static LinkInertia link(LinkInertia l, SplittableRandom rng) {
    // One factor for mass and tensor: it stays one of a body.
    double m = rng.nextDouble(1 - SHARE, 1 + SHARE);
    return new LinkInertia(l.massKg() * m, DomainRandomisation.near(l.comM(), 0.01, rng),
        m * l.ixx(), m * l.iyy(),
        m * l.izz(), m * l.ixy(), m * l.ixz(), m * l.iyz());
  }

  private static double logarithmic(double least, double most, SplittableRandom rng) {
    return least * Math.pow(most / least, rng.nextDouble());
  }
}
