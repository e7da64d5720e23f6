package org.statewise.controller.foxglove;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Parts of protobuf messages that several encoders write. */
final class Wire {
  /** Of a field with a number below 16: tag and eight bytes. */
  static final int DOUBLE_BYTES = 1 + Double.BYTES;

  private static final long NS_PER_SECOND = 1_000_000_000L;

  private Wire() {}

  /** Tag and length of a message within a message. */
  static void beginMessage(CodedOutputStream out, int field, int length) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  /** Bytes of a message within a message, with tag (of a field below 16) and length. */
  static int messageBytes(int length) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
  }

  /** Bytes of a timestamp's content. */
  static int timestampBytes(long timeNs) {
    long seconds = Math.floorDiv(timeNs, NS_PER_SECOND);
    int nanos = (int) Math.floorMod(timeNs, NS_PER_SECOND);
    return (seconds == 0
        ? 0
        : CodedOutputStream.computeInt64Size(Timestamp.SECONDS_FIELD_NUMBER, seconds))
        + (nanos == 0
            ? 0
            : CodedOutputStream.computeInt32Size(Timestamp.NANOS_FIELD_NUMBER, nanos));
  }

  /** A google.protobuf.Timestamp, ns since 1970. */
  static void timestamp(CodedOutputStream out, int field, long timeNs) throws IOException {
    beginMessage(out, field, timestampBytes(timeNs));
    long seconds = Math.floorDiv(timeNs, NS_PER_SECOND);
    int nanos = (int) Math.floorMod(timeNs, NS_PER_SECOND);
    if (seconds != 0) {
      out.writeInt64(Timestamp.SECONDS_FIELD_NUMBER, seconds);
    }
    if (nanos != 0) {
      out.writeInt32(Timestamp.NANOS_FIELD_NUMBER, nanos);
    }
  }

  /** The same as a message of its own. */
  static Timestamp timestamp(long timeNs) {
    return Timestamp.newBuilder().setSeconds(Math.floorDiv(timeNs, NS_PER_SECOND))
        .setNanos((int) Math.floorMod(timeNs, NS_PER_SECOND)).build();
  }
}
