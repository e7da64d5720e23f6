package org.statewise.bridge.fri;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.statewise.models.HotPath;

/**
 * Reads a protobuf message in an array: tags, varints, doubles, nested messages, and whatever
 * is unknown, which is skipped. It never throws, allocates or reads beyond the message; what is
 * against the format sets {@link #failed}, after which every read gives 0 and no tag follows.
 *
 * <p>One thread; reused for every message.
 */
@HotPath
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  /** The depth that protobuf's own parsers allow. */
  private static final int MAX_GROUP_DEPTH = 100;
  private static final int MAX_VARINT_BYTES = 10;
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean failed;

  /** Begins with the message in {@code bytes[from..to)}, which must not change meanwhile. */
  void reset(byte[] message, int from, int to) {
    bytes = message;
    at = from;
    end = to;
    failed = false;
  }

  /** Whether anything so far was against the format. */
  boolean failed() {
    return failed;
  }

  /** Makes this a failure, for a rule that the caller knows. */
  void fail() {
    failed = true;
  }

  /** The next field's number and wire type, as on the wire; 0 at the end of the message. */
  int nextTag() {
    if (failed || at == end) {
      return 0;
    }
    int tag = (int) varint();
    if (failed || tag >>> 3 == 0) {
      failed = true;
      return 0;
    }
    return tag;
  }

  static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  /**
   * A number of up to 64 bits; 32-bit fields are its lower half. The tenth byte ends it whatever that
   * says of more, as in protobuf's own parser.
   */
  long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (failed || at == end) {
        break;
      }
      byte group = bytes[at++];
      value |= (group & 0x7FL) << (7 * i);
      if (group >= 0 || i == MAX_VARINT_BYTES - 1) {
        return value;
      }
    }
    failed = true;
    return 0;
  }

  /** A double. */
  double fixed64() {
    if (failed || end - at < Long.BYTES) {
      failed = true;
      return 0;
    }
    long bits = (long) LONGS.get(bytes, at);
    at += Long.BYTES;
    return Double.longBitsToDouble(bits);
  }

  /**
   * Goes into a nested message or packed field: from now on its end is the end.
   *
   * @return the outer end, for {@link #leave}
   */
  int enter() {
    int outer = end;
    int length = (int) varint();
    if (failed || length < 0 || length > end - at) {
      failed = true;
      return outer;
    }
    end = at + length;
    return outer;
  }

  /** Comes back out of a nested message, past whatever of it was not read. */
  void leave(int outerEnd) {
    if (!failed) {
      at = end;
    }
    end = outerEnd;
  }

  /** Whether something of the present message or packed field is left. */
  boolean hasMore() {
    return !failed && at < end;
  }

  /** Whether what is left, of a string that was entered, is this text. */
  boolean rests(byte[] text) {
    if (failed || end - at != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Copies what is left, of a string that was entered, as far as there is room; gives how much. */
  int peek(byte[] into) {
    int count = failed ? 0 : Math.min(into.length, end - at);
    System.arraycopy(bytes, at, into, 0, count);
    return count;
  }

  /** Skips the value of a field that the caller does not want. */
  void skip(int tag) {
    skipValue(tag, 0);
  }

  private void skipValue(int tag, int depth) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case LENGTH_DELIMITED -> leave(enter());
      case FIXED32 -> advance(Integer.BYTES);
      case START_GROUP -> skipGroup(tag >>> 3, depth);
      // An end without a beginning, or a wire type that does not exist.
      default -> failed = true;
    }
  }

  private void skipGroup(int field, int depth) {
    if (depth >= MAX_GROUP_DEPTH) {
      failed = true;
      return;
    }
    while (!failed) {
      int tag = nextTag();
      if (tag == 0) {
        failed = true;
      } else if (tag == tag(field, END_GROUP)) {
        return;
      } else {
        skipValue(tag, depth + 1);
      }
    }
  }

  private void advance(int count) {
    if (failed || end - at < count) {
      failed = true;
    } else {
      at += count;
    }
  }
}
