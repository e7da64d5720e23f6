package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/**
 * {@link CommandMessage} from and to its protobuf form, without allocation. Of all inputs and outputs
 * it knows one boolean output by its name, the gripper's; others are skipped. One thread.
 */
@HotPath
final class CommandCodec {
  private static final int IO_BOOLEAN = 0;
  private static final int IO_OUTPUT = 1;
  private static final int IO_TYPES = 3;
  private static final int IO_DIRECTIONS = 2;

  private final WireReader in = new WireReader();
  private final WireWriter out = new WireWriter();
  private final byte[] outputName;

  /** @param outputName UTF-8; empty for none */
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
        case 3 -> HeaderCodec.readJoints(in, message.jointTorque);
        case 5 -> readOutput(message);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void readOutput(CommandMessage message) {
    boolean known = false;
    boolean wanted = false;
    long type = -1;
    long direction = -1;
    long value = 0;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(1, WireReader.LENGTH_DELIMITED)) {
        int text = in.enter();
        known = true;
        wanted = in.rests(outputName);
        in.leave(text);
      } else if (tag == WireReader.tag(2, WireReader.VARINT)) {
        type = oneOf((int) in.varint(), IO_TYPES, type);
      } else if (tag == WireReader.tag(3, WireReader.VARINT)) {
        direction = oneOf((int) in.varint(), IO_DIRECTIONS, direction);
      } else if (tag == WireReader.tag(4, WireReader.VARINT)) {
        value = in.varint();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (!known || type < 0 || direction < 0) {
      in.fail();
    } else if (wanted && type == IO_BOOLEAN && direction == IO_OUTPUT) {
      message.outputWritten = true;
      message.output = value != 0;
    }
  }

  /** A number of an enumeration; one that nobody knows counts as not said. */
  private static long oneOf(int number, int count, long otherwise) {
    return number >= 0 && number < count ? number : otherwise;
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
        out.number(2, IO_BOOLEAN);
        out.number(3, IO_OUTPUT);
        out.number(4, message.output ? 1 : 0);
        out.end(output);
      }
      out.end(data);
    }
    return out.overflowed() ? -1 : out.position();
  }
}
