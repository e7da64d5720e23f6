package org.statewise.models.arm;

import java.util.ArrayList;
import java.util.List;

/**
 * Gains for arms that come without: kp = omega^2 M_jj and kd = 2 zeta omega M_jj, where M_jj is
 * what joint j alone has to turn at q = 0, its rotor included, omega = 8 rad/s and zeta = 0.7. A
 * joint without rotor inertia and with a light link gets very small ones.
 */
final class DerivedGains {
  private static final double OMEGA_RAD_PER_S = 8;
  private static final double ZETA = 0.7;

  private DerivedGains() {}

  /** The gains in the order of {@code joints}, whose own gains are not looked at. */
  static List<JointGains> of(List<JointModel> joints) {
    List<double[]> rotations = new ArrayList<>();
    List<Vec3> origins = new ArrayList<>();
    double[] r = Frame.IDENTITY.rotation();
    Vec3 p = Vec3.ZERO;
    for (JointModel joint : joints) {
      p = plus(p, Rotation.apply(r, joint.origin().xyzM()));
      r = Rotation.multiply(r, joint.origin().rotation());
      rotations.add(r);
      origins.add(p);
    }
    List<JointGains> gains = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      Vec3 axis = Rotation.apply(rotations.get(j), joints.get(j).axis());
      double inertia = joints.get(j).rotorInertiaKgM2();
      for (int i = j; i < joints.size(); i++) {
        Vec3 com = Rotation.apply(rotations.get(i), joints.get(i).link().comM());
        Vec3 arm = minus(plus(origins.get(i), com), origins.get(j));
        inertia += aboutAxis(axis, arm, rotations.get(i), joints.get(i).link());
      }
      gains.add(new JointGains(
          OMEGA_RAD_PER_S * OMEGA_RAD_PER_S * inertia, 2 * ZETA * OMEGA_RAD_PER_S * inertia));
    }
    return gains;
  }

  private static double aboutAxis(Vec3 axis, Vec3 arm, double[] rotation, LinkInertia link) {
    // a^T R I R^T a + m |a x r|^2
    Vec3 turned = Rotation.apply(Rotation.turnTensor(rotation, link.tensor()), axis);
    double own = axis.x() * turned.x() + axis.y() * turned.y() + axis.z() * turned.z();
    double along = axis.x() * arm.x() + axis.y() * arm.y() + axis.z() * arm.z();
    double distance2 = arm.x() * arm.x() + arm.y() * arm.y() + arm.z() * arm.z() - along * along;
    // Rounding may leave a speck below zero where a link has no extent.
    return Math.max(0, own + link.massKg() * distance2);
  }

  private static Vec3 plus(Vec3 a, Vec3 b) {
    return new Vec3(a.x() + b.x(), a.y() + b.y(), a.z() + b.z());
  }

  private static Vec3 minus(Vec3 a, Vec3 b) {
    return new Vec3(a.x() - b.x(), a.y() - b.y(), a.z() - b.z());
  }
}
