package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.statewise.controller.evaluate.closedloop.Plant.Drive;
import org.statewise.controller.evaluate.closedloop.Plant.Sensing;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/**
 * What a seed makes of a nominal arm: an elastic one as {@link ElasticRandomisation} draws it, or a tidy one that
 * is rigid and well known. The tidy ranges are uniform: masses, inertias and rotors within 10 %, centres of mass
 * within 5 mm, friction 0.6 to 1.5 times (one factor for viscous, one for dry friction), the load 0.857 kg within
 * 10 % and 10 mm, velocity noise 0.7 to 1.4 mrad/s, motor lag 0.5 to 1.5 ms, latency up to 1 ms.
 *
 * @param arm as it is
 * @param payload what lies in the box
 * @param drive between command and torque
 * @param sensing between truth and measurement
 */
record DomainRandomisation(ArmModel arm, Payload payload, Drive drive, Sensing sensing) {
  private static final double SHARE = 0.1;
  private static final double COM_M = 0.005;

  private static final double ENCODER_QUANTUM_RAD = 1e-6;

  /** A tidy arm. */
  static DomainRandomisation tidy(ArmModel nominal, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    return new DomainRandomisation(
        new ArmModel(nominal.name(), nominal.gravity(), joints(nominal, rng.split())),
        payload(rng.split()), drive(rng.split()), sensing(rng.split()));
  }

  private static List<JointModel> joints(ArmModel nominal, SplittableRandom rng) {
    List<JointModel> joints = new ArrayList<>();
    for (JointModel joint : nominal.joints()) {
      JointFriction friction = joint.friction();
      double dry = rng.nextDouble(0.6, 1.5);
      JointFriction drawn = new JointFriction(
          friction.viscousNmSPerRad() * rng.nextDouble(0.6, 1.5), friction.coulombNm() * dry,
          friction.staticNm() * dry, friction.stribeckRadPerS());
      joints.add(joint.withFriction(drawn)
          .withLink(link(joint.link(), rng))
          .withRotorInertiaKgM2(joint.rotorInertiaKgM2() * around(1, SHARE, rng)));
    }
    return joints;
  }

  private static LinkInertia link(LinkInertia l, SplittableRandom rng) {
    // One factor for the whole tensor: it stays one of a body.
    double i = around(1, SHARE, rng);
    return new LinkInertia(l.massKg() * around(1, SHARE, rng), near(l.comM(), COM_M, rng),
        i * l.ixx(), i * l.iyy(), i * l.izz(), i * l.ixy(), i * l.ixz(), i * l.iyz());
  }

  private static Payload payload(SplittableRandom rng) {
    return new Payload(0.857 * around(1, SHARE, rng), near(new Vec3(0, 0, 0.12), 0.01, rng));
  }

  private static Drive drive(SplittableRandom rng) {
    return new Drive(rng.nextDouble(0.0005, 0.0015), rng.nextDouble(0, 0.001), 0,
        Optional.empty());
  }

  private static Sensing sensing(SplittableRandom rng) {
    return new Sensing(rng.nextDouble(0.0007, 0.0014), 0, 0, ENCODER_QUANTUM_RAD);
  }

  private static double around(double middle, double share, SplittableRandom rng) {
    return middle * (1 + rng.nextDouble(-share, share));
  }

  /** A place within {@code by} of {@code v} along each axis. */
  static Vec3 near(Vec3 v, double by, SplittableRandom rng) {
    return new Vec3(v.x() + rng.nextDouble(-by, by), v.y() + rng.nextDouble(-by, by),
        v.z() + rng.nextDouble(-by, by));
  }
}
