package org.statewise.controller.record.mcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A growing byte array that speaks MCAP's little-endian fields; reused from record to record. */
final class ByteSink {
  private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class,
      ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class,
      ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Forgets what stands behind the first {@code newSize} bytes. */
  void truncate(int newSize) {
    size = newSize;
  }

  void u8(int value) {
    // Two statements: bytes[grow(1)] would write into the array from before it grew.
    int at = grow(1);
    bytes[at] = (byte) value;
  }

  void u16(int value) {
    int at = grow(Short.BYTES);
    SHORTS.set(bytes, at, (short) value);
  }

  void u32(long value) {
    int at = grow(Integer.BYTES);
    INTS.set(bytes, at, (int) value);
  }

  void u64(long value) {
    int at = grow(Long.BYTES);
    LONGS.set(bytes, at, value);
  }

  void bytes(byte[] source, int offset, int length) {
    int at = grow(length);
    System.arraycopy(source, offset, bytes, at, length);
  }

  void bytes(ByteSink other) {
    bytes(other.bytes, 0, other.size);
  }

  void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    u32(utf8.length);
    bytes(utf8, 0, utf8.length);
  }

  void map(Map<String, String> entries) {
    int length = beginSized();
    entries.forEach((key, value) -> {
      string(key);
      string(value);
    });
    endSized(length);
  }

  /** Begins a map or an array: a u32 of bytes that {@link #endSized} fills in. */
  int beginSized() {
    return grow(Integer.BYTES);
  }

  void endSized(int begin) {
    INTS.set(bytes, begin, size - begin - Integer.BYTES);
  }

  /** Begins a record; {@link #endRecord} fills in its length. */
  int beginRecord(int opcode) {
    u8(opcode);
    return grow(Long.BYTES);
  }

  void endRecord(int begin) {
    LONGS.set(bytes, begin, (long) size - begin - Long.BYTES);
  }

  private int grow(int more) {
    int at = size;
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      // In long: doubling a large array must not turn negative.
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 16);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
    }
    size = needed;
    return at;
  }
}
