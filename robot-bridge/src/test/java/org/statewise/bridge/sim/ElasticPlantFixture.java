package org.statewise.bridge.sim;

import java.util.Collections;
import java.util.List;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** One motor and one link on a spring, and arms of them. */
abstract class ElasticPlantFixture {
  static final long STEP_NS = 250_000;

  static final double B = 3.38;

  static final double K = 12_000;

  static final double LINK = 2.0;

  static final double[] NOTHING = {0};

  static ElasticPlant iiwa() {
    ElasticJoint joint = new ElasticJoint(1.8, 10_000, 10,
        TorqueLoop.damped(3, 0.7, 1.8, 10_000, 300),
        new Friction(0.5, 0.8, 1, 0.05, 1e-4, 0.7, 0.1, 0.03).scaled(4), Wave.NONE);
    return new ElasticPlant(ShippedArms.load("iiwa7"), Collections.nCopies(7, joint),
        List.of(0.0, 0.5, 0.0, -1.4, 0.0, 1.0, 0.0), STEP_NS);
  }

  static ElasticJoint joint(double damping, TorqueLoop loop, Friction friction) {
    return new ElasticJoint(B, K, damping, loop, friction, Wave.NONE);
  }

  static ElasticPlant wheel(ElasticJoint joint) {
    return wheel(LINK, joint);
  }

  /** A wheel on a vertical axis. */
  static ElasticPlant wheel(double inertia, ElasticJoint joint) {
    JointModel wheel = new JointModel("wheel", Frame.IDENTITY, new Vec3(0, 0, 1),
        new LinkInertia(1, Vec3.ZERO, inertia, inertia, inertia, 0, 0, 0), 0.5,
        new JointLimits(-1, 1, 10, 50), JointFriction.NONE, new JointGains(100, 20));
    return new ElasticPlant(new ArmModel("wheel", new Vec3(0, 0, -9.81), List.of(wheel)),
        List.of(joint), List.of(0.0), STEP_NS);
  }

  static void run(ElasticPlant plant, int steps, double tauC, double tauExternal) {
    for (int i = 0; i < steps; i++) {
      plant.step(new double[]{tauC}, NOTHING, new double[]{tauExternal});
    }
  }
}
