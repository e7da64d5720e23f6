package org.statewise.controller.source.joints;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a ROS message from its bytes. ROS 2 writes CDR (OMG DDS-XTypes 1.3, section 7.4): four
 * bytes that name the byte order, then fields that are aligned to their own size, counted from behind
 * those four. ROS 1 writes little-endian fields one after the other. A string's length counts a
 * terminating zero in CDR and has none in ROS 1. Reading past the end throws; nothing is believed
 * before it is held against the bytes that are left.
 */
final class RosReader {
  private static final int ENCAPSULATION_BYTES = 4;
  private static final VarHandle INTS_LE = MethodHandles.byteArrayViewVarHandle(int[].class,
      ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS_BE = MethodHandles.byteArrayViewVarHandle(int[].class,
      ByteOrder.BIG_ENDIAN);
  private static final VarHandle DOUBLES_LE = MethodHandles
      .byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLES_BE = MethodHandles
      .byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = {};
  private int start;
  private int alignmentStart;
  private int position;
  private int end;
  private int maxAlignment;
  private boolean bigEndian;
  private boolean terminated;

  /** Begins a ROS 1 message. */
  void beginRos1(byte[] source, int offset, int length) {
    over(source, offset, length);
    maxAlignment = 1;
    bigEndian = false;
    terminated = false;
  }

  /** Begins a CDR message and reads its encapsulation. */
  void beginCdr(byte[] source, int offset, int length) throws DecodeException {
    over(source, offset, length);
    terminated = true;
    if (length < ENCAPSULATION_BYTES) {
      throw wrong("a CDR message must begin with 4 bytes of encapsulation, but has " + length
          + " bytes");
    }
    int kind = (source[offset] & 0xFF) << 8 | (source[offset + 1] & 0xFF);
    maxAlignment = switch (kind) {
      // CDR_BE and CDR_LE of XCDR version 1.
      case 0x00, 0x01 -> Double.BYTES;
      // Plain CDR2, whose eight-byte values are aligned to four; in the two numberings that are in use.
      case 0x06, 0x07, 0x10, 0x11 -> Integer.BYTES;
      default -> throw wrong(String.format("the CDR encapsulation must be plain CDR (0000, 0001,"
          + " 0006, 0007, 0010 or 0011), but is %04x", kind));
    };
    bigEndian = (kind & 1) == 0;
    position += ENCAPSULATION_BYTES;
    alignmentStart = position;
  }

  private void over(byte[] source, int offset, int length) {
    bytes = source;
    start = offset;
    alignmentStart = offset;
    position = offset;
    end = offset + length;
  }

  int int32(String what) throws DecodeException {
    align(Integer.BYTES, what);
    int at = take(Integer.BYTES, what);
    return bigEndian ? (int) INTS_BE.get(bytes, at) : (int) INTS_LE.get(bytes, at);
  }

  long uint32(String what) throws DecodeException {
    return int32(what) & 0xFFFF_FFFFL;
  }

  String string(String what) throws DecodeException {
    int length = sized(what, 1);
    int at = take(length, what);
    if (!terminated || length == 0) {
      // Some writers give an empty CDR string the length 0 in place of 1.
      return new String(bytes, at, length, StandardCharsets.UTF_8);
    }
    if (bytes[at + length - 1] != 0) {
      throw wrongAt(at + length - 1, what + " must end with a zero byte");
    }
    return new String(bytes, at, length - 1, StandardCharsets.UTF_8);
  }

  /** The length of a sequence whose elements have at least {@code elementBytes} bytes each. */
  int sized(String what, int elementBytes) throws DecodeException {
    long length = uint32("the length of " + what);
    if (length * elementBytes > end - position) {
      throw wrongAt(position - Integer.BYTES, what + " of length " + length + " must fit into the "
          + (end - position) + " bytes that are left");
    }
    return (int) length;
  }

  /** Reads {@code count} doubles into the front of {@code into}. */
  void float64s(String what, int count, double[] into) throws DecodeException {
    if (count == 0) {
      return;
    }
    align(Math.min(Double.BYTES, maxAlignment), what);
    int at = take(count * Double.BYTES, what);
    for (int i = 0; i < count; i++) {
      int from = at + i * Double.BYTES;
      into[i] = bigEndian
          ? (double) DOUBLES_BE.get(bytes, from)
          : (double) DOUBLES_LE.get(bytes, from);
    }
  }

  private void align(int size, String what) throws DecodeException {
    int alignment = Math.min(size, maxAlignment);
    int misaligned = (position - alignmentStart) % alignment;
    if (misaligned != 0) {
      take(alignment - misaligned, what);
    }
  }

  private int take(int count, String what) throws DecodeException {
    if (count > end - position) {
      throw wrong(what + " must have " + count + " bytes, but " + (end - position) + " are left");
    }
    int at = position;
    position += count;
    return at;
  }

  private DecodeException wrong(String what) {
    return wrongAt(position, what);
  }

  private DecodeException wrongAt(int at, String what) {
    return new DecodeException("byte " + (at - start) + ": " + what);
  }
}
