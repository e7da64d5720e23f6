package org.statewise.models.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Vec3;

/** Arms that tests are about. */
final class Arms {
  private Arms() {}

  /** Two links of length {@code l1} and {@code l2} in the x-y plane with gravity along -y. */
  static ArmModel planar(double l1, double c1, double m1, double i1, double c2, double m2,
      double i2) {
    return new ArmModel("planar", new Vec3(0, -9.81, 0), List.of(
        joint("a", Frame.IDENTITY, new Vec3(0, 0, 1), m1, new Vec3(c1, 0, 0), i1, 0.3),
        joint("b", new Frame(new Vec3(l1, 0, 0), Vec3.ZERO), new Vec3(0, 0, 1), m2,
            new Vec3(c2, 0, 0), i2, 0.2)));
  }

  /** A chain with any axes, origins, centres of mass and products of inertia. */
  static ArmModel random(int joints, long seed) {
    Random random = new Random(seed);
    List<JointModel> all = new ArrayList<>();
    for (int j = 0; j < joints; j++) {
      Vec3 a = vec(random, 1);
      Vec3 axis = new Vec3(a.x() / a.norm(), a.y() / a.norm(), a.z() / a.norm());
      LinkInertia link = new LinkInertia(1 + random.nextDouble(), vec(random, 0.2),
          0.05, 0.06, 0.07, 0.01 * random.nextGaussian(), 0.005, -0.01);
      all.add(new JointModel("j" + j, new Frame(vec(random, 0.4), vec(random, 3)), axis, link,
          0.1 * random.nextDouble(), new JointLimits(-3, 3, 2, 100), JointFriction.NONE,
          new JointGains(100, 10)));
    }
    return new ArmModel("random", new Vec3(1, -2, -9), all);
  }

  static double[] vector(Random random, int n, double scale) {
    double[] v = new double[n];
    for (int j = 0; j < n; j++) {
      v[j] = scale * (2 * random.nextDouble() - 1);
    }
    return v;
  }

  private static Vec3 vec(Random random, double scale) {
    double[] v = vector(random, 3, scale);
    return new Vec3(v[0], v[1], v[2]);
  }

  private static JointModel joint(String name, Frame origin, Vec3 axis, double mass, Vec3 com,
      double inertia, double rotor) {
    return new JointModel(name, origin, axis,
        new LinkInertia(mass, com, 0, inertia, inertia, 0, 0, 0), rotor,
        new JointLimits(-3, 3, 2, 100), JointFriction.NONE, new JointGains(100, 10));
  }
}
