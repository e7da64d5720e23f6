package org.statewise.controller.record.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One pass over a file's records from the front, which passes over the chunks' bytes: finds where
 * the data ends, whether the file was closed in order, and everything that is not a message. It does
 * not rely on the summary, so a killed writer's file takes the same way.
 */
final class FileScan {
  /** An attachment's names must lie within this much of its record; its data need not. */
  private static final int ATTACHMENT_HEAD_BYTES = 1 << 16;

  private final FileBytes bytes;
  private final Cursor cursor;
  private final byte[] magic = Opcode.magic();
  private final boolean closed;
  private boolean inData = true;
  final Map<Integer, McapSchema> schemas = new LinkedHashMap<>();
  final Map<Integer, McapChannel> channels = new LinkedHashMap<>();
  final List<McapMetadata> metadata = new ArrayList<>();
  final List<McapAttachment> attachments = new ArrayList<>();
  String library = "";

  /** Messages and chunks lie before this byte. */
  long dataEnd;

  /** What a file that was not closed in order lost, as a sentence; empty if it was. */
  String loss = "";

  FileScan(FileBytes bytes) throws IOException {
    this.bytes = bytes;
    cursor = new Cursor(bytes.name());
    if (bytes.size() < magic.length || !isMagic(0)) {
      throw new McapException(bytes.name()
          + ": byte 0: an MCAP file must begin with 89 4d 43 41 50 30 0d 0a, but this one "
          + (bytes.size() == 0 ? "is empty" : "does not"));
    }
    closed = bytes.size() >= 2L * magic.length && isMagic(bytes.size() - magic.length);
    dataEnd = magic.length;
    long end = closed ? bytes.size() - magic.length : bytes.size();
    long stop = walk(end);
    if (!closed || inData) {
      loss = stop < end
          ? "the file was not closed; its last " + (end - stop) + " bytes, from byte " + stop
              + " on, are an incomplete record and were left out"
          : "the file was not closed; what its writer still held is missing";
    }
  }

  /** Gives the end, or where the first record begins that is not whole. */
  private long walk(long end) throws IOException {
    long position = magic.length;
    while (position < end) {
      long room = end - position - Opcode.PREFIX_BYTES;
      if (room < 0) {
        return torn(position, "a record must have at least 9 bytes, but " + (end - position)
            + " are left");
      }
      bytes.read(cursor, position, Opcode.PREFIX_BYTES);
      int opcode = cursor.u8();
      long length = cursor.u64();
      if (length < 0 || length > room) {
        return torn(position, "a record of " + Long.toUnsignedString(length)
            + " bytes must fit into the " + room + " bytes that are left of the file");
      }
      if (position == magic.length && opcode != Opcode.HEADER) {
        throw at(position, "the first record must be a Header (opcode 1), not opcode " + opcode);
      }
      if (opcode == 0) {
        return torn(position, "a record's opcode must not be 0");
      }
      inData &= opcode != Opcode.DATA_END && opcode != Opcode.FOOTER;
      record(opcode, position, length);
      position += Opcode.PREFIX_BYTES + length;
      if (inData) {
        dataEnd = position;
      }
    }
    return end;
  }

  /** A closed file must be whole; one that was cut off ends where its first torn record begins. */
  private long torn(long position, String what) throws McapException {
    if (closed) {
      throw at(position, what);
    }
    return position;
  }

  private void record(int opcode, long position, long length) throws IOException {
    switch (opcode) {
      case Opcode.HEADER -> {
        content(position, length).string();
        library = cursor.string();
      }
      case Opcode.SCHEMA -> schema(content(position, length), schemas);
      case Opcode.CHANNEL -> channel(content(position, length), channels);
      case Opcode.METADATA -> {
        String name = content(position, length).string();
        metadata.add(new McapMetadata(name, cursor.map()));
      }
      case Opcode.ATTACHMENT -> attachment(position, length);
      case Opcode.FOOTER -> footer(position, length);
      default -> {
        // Chunks and messages are the reader's; indexes are not needed; unknown kinds are allowed.
      }
    }
  }

  private Cursor content(long position, long length) throws IOException {
    if (length > Integer.MAX_VALUE - Opcode.PREFIX_BYTES) {
      throw at(position, "a record that is not an attachment must be shorter than 2 GiB");
    }
    return bytes.read(cursor, position + Opcode.PREFIX_BYTES, (int) length);
  }

  static void schema(Cursor from, Map<Integer, McapSchema> into) throws McapException {
    int id = from.u16();
    String name = from.string();
    String encoding = from.string();
    int length = from.sized("a schema");
    int at = from.take(length);
    // A copy: the cursor's memory is reused.
    byte[] data = Arrays.copyOfRange(from.array(), at, at + length);
    into.putIfAbsent(id, new McapSchema(id, name, encoding, ByteBuffer.wrap(data)));
  }

  static void channel(Cursor from, Map<Integer, McapChannel> into) throws McapException {
    int id = from.u16();
    int schemaId = from.u16();
    String topic = from.string();
    String encoding = from.string();
    into.putIfAbsent(id, new McapChannel(id, schemaId, topic, encoding, from.map()));
  }

  private void attachment(long position, long length) throws IOException {
    long contentStart = position + Opcode.PREFIX_BYTES;
    content(position, Math.min(length, ATTACHMENT_HEAD_BYTES));
    int begin = cursor.position();
    long logTimeNs = cursor.u64();
    long createTimeNs = cursor.u64();
    String name = cursor.string();
    String mediaType = cursor.string();
    long size = cursor.u64();
    long head = (long) cursor.position() - begin;
    if (size < 0 || size > length - head - Integer.BYTES) {
      throw cursor.wrong("the attachment's " + Long.toUnsignedString(size)
          + " bytes must fit into its record, which has "
          + Math.max(0, length - head - Integer.BYTES) + " left");
    }
    long crc = bytes.read(cursor, contentStart + head + size, Integer.BYTES).u32();
    attachments.add(new McapAttachment(name, mediaType, logTimeNs, createTimeNs, position,
        contentStart + head, size, crc));
  }

  private void footer(long position, long length) throws IOException {
    long summaryStart = content(position, length).u64();
    cursor.take(Long.BYTES);
    long expected = cursor.u32();
    if (summaryStart == 0 || expected == 0) {
      return;
    }
    if (summaryStart < 0 || summaryStart > position) {
      throw at(position, "the footer's summary start must lie before the footer, not at "
          + Long.toUnsignedString(summaryStart));
    }
    long end = position + Opcode.PREFIX_BYTES + Opcode.FOOTER_BYTES - Integer.BYTES;
    long actual = crc(summaryStart, end);
    if (actual != expected) {
      throw at(summaryStart, String.format(
          "the summary's CRC must be %08x, but its bytes have %08x", expected, actual));
    }
  }

  /** CRC-32 of the file's bytes in [from, to). */
  long crc(long from, long to) throws IOException {
    CRC32 crc = new CRC32();
    long position = from;
    while (position < to) {
      int length = (int) Math.min(to - position, 1 << 16);
      bytes.read(cursor, position, length);
      crc.update(cursor.array(), cursor.position(), length);
      position += length;
    }
    return crc.getValue();
  }

  private boolean isMagic(long offset) throws IOException {
    bytes.read(cursor, offset, magic.length);
    int at = cursor.position();
    return Arrays.equals(cursor.array(), at, at + magic.length, magic, 0, magic.length);
  }

  private McapException at(long position, String what) {
    return new McapException(bytes.name() + ": byte " + position + ": " + what);
  }
}
