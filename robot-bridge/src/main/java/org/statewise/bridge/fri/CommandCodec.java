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
  private static final int IO_REQUIRED = 0b1110;

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
    int seen = 0;
    boolean named = false;
    boolean kind = true;
    long value = 0;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      int field = tag >>> 3;
      if (tag == WireReader.tag(1, WireReader.LENGTH_DELIMITED)) {
        int text = in.enter();
        named = in.rests(outputName);
        in.leave(text);
      } else if ((tag & 7) == WireReader.VARINT && field >= 2 && field <= 4) {
        long number = in.varint();
        kind &= (field != 2 || number == IO_BOOLEAN) && (field != 3 || number == IO_OUTPUT);
        value = field == 4 ? number : value;
      } else {
        in.skip(tag);
        continue;
      }
      seen |= 1 << field;
    }
    in.leave(outer);
    if ((seen & IO_REQUIRED) != IO_REQUIRED) {
      in.fail();
    } else if (named && kind) {
      message.outputWritten = true;
      message.output = value != 0;
    }
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
