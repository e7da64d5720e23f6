package org.statewise.bridge.fri;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.statewise.models.HotPath;

/**
 * Writes a protobuf message into an array, in order and with the shortest lengths, as protobuf's own
 * writers do. Nothing is allocated. A message that would not fit sets {@link #overflowed} and must
 * not be sent.
 *
 * <p>One thread; reused for every message.
 */
@HotPath
final class WireWriter {
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private boolean overflowed;

  /** Begins a message at {@code target[from]}. */
  void reset(byte[] target, int from) {
    bytes = target;
    at = from;
    overflowed = false;
  }

  /** Where the next byte goes. */
  int position() {
    return at;
  }

  boolean overflowed() {
    return overflowed;
  }

  /** A number field; unsigned, as every one here is. */
  void number(int field, long value) {
    varint(WireReader.tag(field, WireReader.VARINT));
    varint(value);
  }

  /** A field of an enumeration whose ordinals are its numbers. */
  @SuppressWarnings("EnumOrdinal") // FriEnums keeps the numbers of the wire as its ordinals
  void enumeration(int field, Enum<?> value) {
    number(field, value.ordinal());
  }

  void real(int field, double value) {
    varint(WireReader.tag(field, WireReader.FIXED64));
    fixed64(value);
  }

  private void fixed64(double value) {
    if (fits(Long.BYTES)) {
      LONGS.set(bytes, at, Double.doubleToRawLongBits(value));
      at += Long.BYTES;
    }
  }

  void text(int field, byte[] utf8) {
    varint(WireReader.tag(field, WireReader.LENGTH_DELIMITED));
    varint(utf8.length);
    if (fits(utf8.length)) {
      System.arraycopy(utf8, 0, bytes, at, utf8.length);
      at += utf8.length;
    }
  }

  /** Values one by one, as KUKA's client sends them. */
  void joints(int field, double[] values) {
    int start = begin(field);
    for (int j = 0; j < values.length; j++) {
      real(1, values[j]);
    }
    end(start);
  }

  /** Values in one field. */
  void packed(int field, double[] values) {
    varint(WireReader.tag(field, WireReader.LENGTH_DELIMITED));
    varint((long) Double.BYTES * values.length);
    for (int i = 0; i < values.length; i++) {
      fixed64(values[i]);
    }
  }

  /** Begins a nested message; gives what {@link #end} wants. */
  int begin(int field) {
    varint(WireReader.tag(field, WireReader.LENGTH_DELIMITED));
    if (fits(1)) {
      at++;
    }
    return at;
  }

  /** Ends a nested message: its length goes before it, which moves it where that takes two bytes. */
  void end(int start) {
    int length = at - start;
    int more = 0;
    for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
      more++;
    }
    if (overflowed || !fits(more)) {
      return;
    }
    if (more > 0) {
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    at = start - 1;
    varint(length);
    at += length;
  }

  private void varint(long value) {
    if (!fits(varintBytes(value))) {
      return;
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }

  private static int varintBytes(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  private boolean fits(int count) {
    overflowed |= bytes.length - at < count;
    return !overflowed;
  }
}
