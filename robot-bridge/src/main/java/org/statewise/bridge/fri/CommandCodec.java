package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.IoDirection;
import org.statewise.bridge.fri.FriEnums.IoType;
import org.statewise.models.HotPath;

/**
 * {@link CommandMessage} from and to its protobuf form, without allocation. Of inputs and outputs it
 * reads the gripper's boolean output, by its name, and those that the message's carrier declares; it
 * writes the gripper's alone. One thread.
 */
@HotPath
final class CommandCodec {
  private static final IoType[] IO_TYPES = IoType.values();
  private static final IoDirection[] IO_DIRECTIONS = IoDirection.values();

  private final WireReader in = new WireReader();
  private final WireWriter out = new WireWriter();
  private final byte[] outputName;

  /** @param outputName of the gripper, UTF-8; empty for none */
  CommandCodec(byte[] outputName) {
    this.outputName = outputName.clone();
  }

  /**
   * Reads the message in {@code bytes[from..to)}.
   *
   * @param message what it holds is meaningless if the result is false
   * @return whether it was a whole message
   */
  boolean decode(byte[] bytes, int from, int to, CommandMessage message) {
    in.reset(bytes, from, to);
    message.clear();
    int header = 0;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(HeaderCodec.HEADER_FIELD, WireReader.LENGTH_DELIMITED)) {
        header |= HeaderCodec.read(in, message.header);
      } else if (tag == WireReader.tag(2, WireReader.LENGTH_DELIMITED)) {
        message.hasCommandData = true;
        readCommand(message);
      } else {
        in.skip(tag);
      }
    }
    return !in.failed() && HeaderCodec.isWhole(header);
  }

  private void readCommand(CommandMessage message) {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if ((tag & 7) != WireReader.LENGTH_DELIMITED) {
        in.skip(tag);
        continue;
      }
      switch (tag >>> 3) {
        case 1 -> HeaderCodec.readJoints(in, message.jointPosition);
        case 2, 6 -> {
          message.commandsTool = true;
          in.skip(tag);
        }
        case 3 -> HeaderCodec.readJoints(in, message.jointTorque);
        case 4 -> {
          message.sendsTransformations = true;
          in.skip(tag);
        }
        case 5 -> readIo(message);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void readIo(CommandMessage message) {
    boolean named = false;
    boolean isGripper = false;
    int which = -1;
    IoType type = null;
    IoDirection direction = null;
    boolean hasNumber = false;
    long number = 0;
    double real = Double.NaN;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(1, WireReader.LENGTH_DELIMITED)) {
        int text = in.enter();
        named = true;
        isGripper = in.rests(outputName);
        which = message.ios.find(in);
        in.leave(text);
      } else if (tag == WireReader.tag(2, WireReader.VARINT)) {
        type = oneOf(IO_TYPES, type);
      } else if (tag == WireReader.tag(3, WireReader.VARINT)) {
        direction = oneOf(IO_DIRECTIONS, direction);
      } else if (tag == WireReader.tag(4, WireReader.VARINT)) {
        hasNumber = true;
        number = in.varint();
      } else if (tag == WireReader.tag(5, WireReader.FIXED64)) {
        real = in.fixed64();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (!named || type == null || direction == null) {
      in.fail();
      return;
    }
    if (isGripper && type == IoType.BOOLEAN && direction == IoDirection.OUTPUT) {
      message.outputWritten = true;
      message.output = number != 0;
    }
    if (which >= 0 || !isGripper) {
      message.ios.offer(which, type, direction, hasNumber, number, real);
    }
  }

  /** A value of an enumeration; an unknown one counts as not sent. */
  private <E> E oneOf(E[] values, E otherwise) {
    int number = (int) in.varint();
    return number >= 0 && number < values.length ? values[number] : otherwise;
  }

  /**
   * Writes a message at {@code bytes[from]}.
   *
   * @return where it ends, or -1 if it does not fit
   */
  int encode(CommandMessage message, byte[] bytes, int from) {
    out.reset(bytes, from);
    HeaderCodec.write(out, message.header);
    if (message.hasCommandData) {
      int data = out.begin(2);
      HeaderCodec.writeJoints(out, 1, message.jointPosition);
      HeaderCodec.writeJoints(out, 3, message.jointTorque);
      if (message.outputWritten) {
        int output = out.begin(5);
        out.text(1, outputName);
        out.enumeration(2, IoType.BOOLEAN);
        out.enumeration(3, IoDirection.OUTPUT);
        out.number(4, message.output ? 1 : 0);
        out.end(output);
      }
      out.end(data);
    }
    return out.overflowed() ? -1 : out.position();
  }
}
