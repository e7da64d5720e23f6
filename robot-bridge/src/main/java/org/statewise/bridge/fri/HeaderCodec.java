package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/** The parts that both messages have: header and joint values. */
@HotPath
final class HeaderCodec {
  static final int HEADER_FIELD = 1;
  private static final int ALL_THREE = 0b1110;

  private HeaderCodec() {}

  /** Reads a header; gives which of its required fields were there, to be or-ed over repetitions. */
  static int read(WireReader in, MessageHeader header) {
    int seen = 0;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      int field = tag >>> 3;
      if ((tag & 7) == WireReader.VARINT && field <= 3) {
        int value = (int) in.varint();
        switch (field) {
          case 1 -> header.messageIdentifier = value;
          case 2 -> header.sequenceCounter = value;
          default -> header.reflectedSequenceCounter = value;
        }
        seen |= 1 << field;
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return seen;
  }

  static boolean isWhole(int seen) {
    return seen == ALL_THREE;
  }

  static void write(WireWriter out, MessageHeader header) {
    int start = out.begin(HEADER_FIELD);
    out.number(1, Integer.toUnsignedLong(header.messageIdentifier));
    out.number(2, Integer.toUnsignedLong(header.sequenceCounter));
    out.number(3, Integer.toUnsignedLong(header.reflectedSequenceCounter));
    out.end(start);
  }

  /** Reads joint values, packed or one by one; a repeated field goes on where the first ended. */
  static void readJoints(WireReader in, JointValues into) {
    into.present = true;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(1, WireReader.FIXED64)) {
        into.add(in.fixed64());
      } else if (tag == WireReader.tag(1, WireReader.LENGTH_DELIMITED)) {
        int packed = in.enter();
        while (in.hasMore()) {
          into.add(in.fixed64());
        }
        in.leave(packed);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  static void writeJoints(WireWriter out, int field, JointValues values) {
    if (values.present) {
      out.joints(field, values.value);
    }
  }
}
