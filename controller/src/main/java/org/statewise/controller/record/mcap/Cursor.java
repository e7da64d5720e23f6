package org.statewise.controller.record.mcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads MCAP's little-endian fields from a piece of memory; knows where that piece came from. */
final class Cursor {
  private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class,
      ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class,
      ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private byte[] bytes = {};
  private int position;
  private int end;
  private long origin;
  private long chunkOffset = -1;

  Cursor(String file) {
    this.file = file;
  }

  /**
   * @param source holds what is read in [offset, offset + length)
   * @param fileOffset of the first byte
   */
  Cursor over(byte[] source, int offset, int length, long fileOffset) {
    bytes = source;
    position = offset;
    end = offset + length;
    origin = fileOffset - offset;
    chunkOffset = -1;
    return this;
  }

  /** Over the unpacked records of the chunk at {@code fileOffset}. */
  Cursor overChunk(byte[] records, int length, long fileOffset) {
    over(records, 0, length, 0);
    chunkOffset = fileOffset;
    return this;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  /** A sentence about what is wrong where the cursor stands. */
  McapException wrong(String what) {
    return wrongAt(position, what);
  }

  private McapException wrongAt(int at, String what) {
    String in = chunkOffset < 0 ? "" : " in the chunk at byte " + chunkOffset + " of the file";
    return new McapException(file + ": byte " + (origin + at) + in + ": " + what);
  }

  int u8() throws McapException {
    return bytes[take(Byte.BYTES)] & 0xFF;
  }

  int u16() throws McapException {
    return (short) SHORTS.get(bytes, take(Short.BYTES)) & 0xFFFF;
  }

  long u32() throws McapException {
    return (int) INTS.get(bytes, take(Integer.BYTES)) & 0xFFFF_FFFFL;
  }

  /** The 64 bits as they are: negative above 2^63. */
  long u64() throws McapException {
    return (long) LONGS.get(bytes, take(Long.BYTES));
  }

  String string() throws McapException {
    int length = sized("a string");
    int at = take(length);
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  Map<String, String> map() throws McapException {
    int length = sized("a map");
    int stop = position + length;
    Map<String, String> entries = new LinkedHashMap<>();
    while (position < stop) {
      String key = string();
      entries.put(key, string());
    }
    if (position != stop) {
      throw wrong("a map's entries must end where the map ends, " + (position - stop)
          + " bytes earlier");
    }
    return entries;
  }

  /** A u32 of bytes that must still be here; the cursor stands behind it. */
  int sized(String what) throws McapException {
    int at = position;
    long length = u32();
    if (length > remaining()) {
      throw wrongAt(at, what + " of " + length + " bytes must fit into the " + remaining()
          + " bytes that are left of its record");
    }
    return (int) length;
  }

  int take(int count) throws McapException {
    if (count > remaining()) {
      throw wrong("the record must have " + (count - remaining()) + " more bytes");
    }
    int at = position;
    position += count;
    return at;
  }
}
