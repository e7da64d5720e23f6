package org.statewise.bridge.remote;

import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.proto.arm.Command;
import org.statewise.proto.arm.Error;
import org.statewise.proto.arm.ErrorCode;
import org.statewise.proto.arm.FromArm;
import org.statewise.proto.arm.Goodbye;
import org.statewise.proto.arm.Hello;
import org.statewise.proto.arm.Joint;
import org.statewise.proto.arm.Release;
import org.statewise.proto.arm.State;
import org.statewise.proto.arm.ToArm;
import org.statewise.proto.arm.Welcome;

/** Translates between the carriers of the api and the messages of the wire; no logic of its own. */
final class Messages {
  static final ToArm GOODBYE = ToArm.newBuilder().setGoodbye(Goodbye.getDefaultInstance()).build();
  static final ToArm RELEASE = ToArm.newBuilder().setRelease(Release.getDefaultInstance()).build();

  private Messages() {}

  static ToArm hello(String client) {
    return ToArm.newBuilder()
        .setHello(Hello.newBuilder().setProtocolVersion(Protocol.VERSION).setClient(client))
        .build();
  }

  /** @param sentNs the controller's clock when the message leaves */
  static ToArm command(long sequence, TorqueCommand from, long sentNs) {
    Command.Builder command = Command.newBuilder()
        .setSequence(sequence)
        .setStateSequence(from.stateSequence)
        .setSentNs(sentNs)
        .setGripperClosed(from.gripperClosed);
    for (double torque : from.tau) {
      command.addTau(torque);
    }
    return ToArm.newBuilder().setCommand(command).build();
  }

  /** @param into has as many joints as the message, which the caller has checked */
  static void commandInto(Command from, TorqueCommand into) {
    into.stateSequence = from.getStateSequence();
    into.sentNs = from.getSentNs();
    into.gripperClosed = from.getGripperClosed();
    for (int j = 0; j < into.tau.length; j++) {
      into.tau[j] = from.getTau(j);
    }
  }

  static FromArm error(ErrorCode code, String message) {
    return FromArm.newBuilder()
        .setError(Error.newBuilder().setCode(code).setMessage(message))
        .build();
  }

  static FromArm welcome(ArmInfo arm, boolean waits) {
    Welcome.Builder welcome = Welcome.newBuilder()
        .setProtocolVersion(Protocol.VERSION)
        .setArm(arm.name())
        .setPeriodNs(arm.periodNs())
        .setGravityCompensated(arm.gravityCompensated())
        .setWaits(waits);
    for (JointInfo joint : arm.joints()) {
      welcome.addJoints(Joint.newBuilder()
          .setName(joint.name())
          .setQMinRad(joint.qMinRad())
          .setQMaxRad(joint.qMaxRad())
          .setQdMaxRadPerS(joint.qdMaxRadPerS())
          .setTauMaxNm(joint.tauMaxNm()));
    }
    return FromArm.newBuilder().setWelcome(welcome).build();
  }

  /** @throws IllegalArgumentException if the message describes no arm that could exist */
  static ArmInfo armInfo(Welcome from) {
    List<JointInfo> joints = from.getJointsList().stream()
        .map(j -> new JointInfo(j.getName(), j.getQMinRad(), j.getQMaxRad(), j.getQdMaxRadPerS(),
            j.getTauMaxNm()))
        .toList();
    return new ArmInfo(from.getArm(), joints, from.getPeriodNs(), from.getGravityCompensated());
  }

  /** A state without its times on the bridge's clock. */
  static State.Builder state(StateReport report) {
    JointState from = report.state;
    State.Builder state = State.newBuilder()
        .setSequence(from.sequence)
        .setArmTimeNs(from.armTimeNs)
        .setMode(wireMode(from.mode))
        .setLastCommandSequence(report.lastCommandSequence)
        .setRefusedCommands(report.refusedCommands);
    for (int j = 0; j < from.q.length; j++) {
      state.addQ(from.q[j]);
      state.addQd(from.qd[j]);
      state.addTau(from.tau[j]);
    }
    if (!Double.isNaN(from.qLink[0])) {
      for (double position : from.qLink) {
        state.addQLink(position);
      }
    }
    return state;
  }

  /**
   * Takes over a state if it is one of this arm: as many positions, velocities and torques as
   * {@code into} has joints, and as many positions of links or none, all finite, and a mode that exists.
   *
   * @param into untouched if the result is false; its {@code receivedNs} and {@code qdd} always are
   */
  static boolean stateInto(State from, JointState into) {
    int joints = into.q.length;
    boolean whole = from.getQCount() == joints && from.getQdCount() == joints
        && from.getTauCount() == joints
        && (from.getQLinkCount() == joints || from.getQLinkCount() == 0)
        && from.getMode() != org.statewise.proto.arm.ArmMode.UNRECOGNIZED;
    if (!whole) {
      return false;
    }
    boolean linkKnown = from.getQLinkCount() > 0;
    for (int j = 0; j < joints; j++) {
      if (!Double.isFinite(from.getQ(j)) || !Double.isFinite(from.getQd(j))
          || !Double.isFinite(from.getTau(j))
          || (linkKnown && !Double.isFinite(from.getQLink(j)))) {
        return false;
      }
    }
    into.sequence = from.getSequence();
    into.armTimeNs = from.getArmTimeNs();
    into.mode = apiMode(from.getMode());
    for (int j = 0; j < joints; j++) {
      into.q[j] = from.getQ(j);
      into.qd[j] = from.getQd(j);
      into.tau[j] = from.getTau(j);
      into.qLink[j] = linkKnown ? from.getQLink(j) : Double.NaN;
    }
    return true;
  }

  private static org.statewise.proto.arm.ArmMode wireMode(ArmMode mode) {
    return switch (mode) {
      case BRAKES_ENGAGED -> org.statewise.proto.arm.ArmMode.HOLDING;
      case COMMANDED -> org.statewise.proto.arm.ArmMode.COMMANDED;
      case FAULT -> org.statewise.proto.arm.ArmMode.FAULT;
    };
  }

  private static ArmMode apiMode(org.statewise.proto.arm.ArmMode mode) {
    return switch (mode) {
      case HOLDING -> ArmMode.BRAKES_ENGAGED;
      case COMMANDED -> ArmMode.COMMANDED;
      case FAULT, UNRECOGNIZED -> ArmMode.FAULT;
    };
  }
}
