package org.statewise.bridge.sim;

import java.util.List;
import org.statewise.bridge.api.JointState;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** Arms and loads that tests are about. */
final class SimArms {
  static final Payload CARTON = new Payload(0.857, new Vec3(0, 0, 0.12));

  private SimArms() {}

  static SimulatedArmConfig iiwa7() {
    return SimulatedArmConfig.defaults(ShippedArms.load("iiwa7"))
        .withSensors(SimulatedArmConfig.Sensors.PERFECT);
  }

  /** A wheel of 1 kg m^2 on a vertical axis, free of gravity, between stops at +-1 rad. */
  static SimulatedArmConfig wheel(JointFriction friction) {
    JointModel joint = new JointModel("wheel", Frame.IDENTITY, new Vec3(0, 0, 1),
        new LinkInertia(1, Vec3.ZERO, 0.5, 0.5, 0.5, 0, 0, 0), 0.5,
        new JointLimits(-1, 1, 10, 50), friction, new JointGains(100, 20));
    return SimulatedArmConfig.defaults(
        new ArmModel("wheel", new Vec3(0, 0, -9.81), List.of(joint)))
        .withSensors(SimulatedArmConfig.Sensors.PERFECT)
        .withTorqueLagSeconds(0);
  }

  /** Sends {@code tau} in each of {@code periods} periods and returns the last state. */
  static JointState run(SimulatedArm arm, int periods, double... tau) {
    for (int i = 0; i < periods; i++) {
      arm.command(tau, false);
      arm.advanceOnePeriod();
    }
    return state(arm);
  }

  static JointState state(SimulatedArm arm) {
    JointState state = new JointState(arm.info().jointCount());
    arm.readInto(state);
    return state;
  }
}
