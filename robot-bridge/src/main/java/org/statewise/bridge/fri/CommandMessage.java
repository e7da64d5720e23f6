package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/** What the client answers, as on the wire: rad, Nm. A reused carrier with one writer. */
final class CommandMessage {
  final MessageHeader header = new MessageHeader();

  /** Without it the message is a header alone. */
  boolean hasCommandData;
  final JointValues jointPosition;
  final JointValues jointTorque;

  /** Whether the gripper's boolean output, whose name {@link CommandCodec} has, was written. */
  boolean outputWritten;
  boolean output;

  /** It has a wrench or a Cartesian pose. */
  boolean commandsTool;
  boolean sendsTransformations;

  /** What it writes of the declared outputs. */
  final IoWrites ios;

  CommandMessage(int joints) {
    this(joints, DeclaredIos.NONE);
  }

  CommandMessage(int joints, DeclaredIos declared) {
    ios = new IoWrites(declared);
    jointPosition = new JointValues(joints);
    jointTorque = new JointValues(joints);
  }

  /** Forgets everything but the header, which is always written. */
  @HotPath
  void clear() {
    hasCommandData = false;
    jointPosition.clear();
    jointTorque.clear();
    outputWritten = false;
    output = false;
    commandsTool = false;
    sendsTransformations = false;
    ios.clear();
  }
}
