package org.statewise.bridge.fri;

import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;

/** A simulated iiwa 7 behind its cabinet, and a controller that swings joint A6 by torque. */
final class FriFixture {
  static final ArmModel ARM = ShippedArms.load("iiwa7");
  static final int JOINTS = ARM.jointCount();

  final LoopbackFriLink link;
  final JointState state = new JointState(JOINTS);
  final TorqueCommand command = new TorqueCommand(JOINTS);
  private int swung;

  FriFixture(FriCabinetConfig config) {
    this(config, new LoopbackFriLink.Wire());
  }

  FriFixture(FriCabinetConfig config, LoopbackFriLink.Wire wire) {
    link = new LoopbackFriLink(new SimulatedArm(SimulatedArmConfig.defaults(ARM)), ARM, config,
        0, () -> {}, wire);
  }

  static FriCabinetConfig cabinet(String dialect) {
    return FriCabinetConfig.of(FriDialect.of(dialect));
  }

  AwaitResult await() {
    return link.awaitState(state, Long.MAX_VALUE);
  }

  /** Lets the cabinet get to where it takes commands; false if it does not within ten seconds. */
  boolean awaitCommanding() {
    for (int i = 0; i < 2500 && !link.takesCommands(); i++) {
      await();
    }
    return link.takesCommands();
  }

  SendResult answer(double a6) {
    command.stateSequence = state.sequence;
    command.tau[5] = a6;
    return link.send(command);
  }

  /** Waits for and answers that many states with a torque that swings; gives the last's mode. */
  JointState swing(int states) {
    for (int i = 0; i < states && link.endReason().isEmpty(); i++) {
      await();
      answer(3 * StrictMath.sin(0.05 * swung++) - state.qd[5]);
    }
    return state;
  }
}
