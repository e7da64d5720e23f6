package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import org.statewise.models.HotPath;

/** Writes the client's answers in the session's dialect. One thread. */
@HotPath
final class AnswerWriter {
  private final Framing framing = new Framing();
  private final CommandCodec codec;
  private final CommandMessage message;
  private final boolean drivesGripper;
  private FriDialect dialect = FriDialect.V2_7;

  /** The client's count of its messages, from 0. */
  private int sequenceCounter;

  /** @param gripperOutput the boolean output that closes the gripper; empty for none */
  AnswerWriter(int joints, String gripperOutput) {
    message = new CommandMessage(joints);
    codec = new CommandCodec(gripperOutput.getBytes(StandardCharsets.UTF_8));
    drivesGripper = !gripperOutput.isEmpty();
  }

  /** Begins an answer to the robot's message of that counter, a header alone so far. */
  void begin(int reflectedCounter, FriDialect sessionDialect) {
    dialect = sessionDialect;
    message.clear();
    message.header.messageIdentifier = MessageHeader.COMMAND;
    message.header.reflectedSequenceCounter = reflectedCounter;
  }

  /** The answer of a client that only monitors: 1.x gets its commanded position back. */
  void echo(JointValues commandedQ) {
    if (dialect.echoes() && commandedQ.present) {
      message.hasCommandData = true;
      message.jointPosition.set(commandedQ.value);
    }
  }

  /**
   * The answer of a client that commands.
   *
   * @param q where the arm is, rad
   * @param tau on top of the cabinet's own torque, Nm, our sign
   */
  void command(double[] q, double[] tau) {
    message.hasCommandData = true;
    message.jointPosition.set(q);
    message.jointTorque.set(tau);
    KukaSigns.overlayInto(tau, message.jointTorque.value);
  }

  /** Opens or closes the gripper too, where one was named and the dialect can. */
  void gripper(boolean closed) {
    message.outputWritten = drivesGripper && dialect.outputs();
    message.output = closed;
  }

  /** The client's count of the answer that was written last. */
  int counter() {
    return message.header.sequenceCounter;
  }

  /** Ends the answer; gives its length, from the array's begin. */
  int write(byte[] out) {
    message.header.sequenceCounter = sequenceCounter++;
    if (!dialect.framed()) {
      return codec.encode(message, out, 0);
    }
    return framing.close(out, codec.encode(message, out, Framing.MARGIN_BYTES));
  }
}
