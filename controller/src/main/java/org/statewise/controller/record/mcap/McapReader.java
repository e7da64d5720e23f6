package org.statewise.controller.record.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an MCAP file, version 0, from the front: with or without a summary, chunked or not, packed
 * with zstd, with lz4 or not at all. A file whose writer was killed gives every whole chunk and then ends;
 * {@link #truncated} and {@link #loss} tell. A file that was closed but is damaged gives a
 * {@link McapException} that names the byte. No length in the file is believed before it is held
 * against the file's size.
 *
 * <p>One thread. The file is taken as long as it is when it is opened.
 */
public final class McapReader implements Closeable {
  private static final int START = Opcode.magic().length;

  private final FileBytes bytes;
  private final FileScan scan;
  private final ChunkUnpacker unpacker = new ChunkUnpacker();
  private final Cursor fileCursor;
  private final Cursor chunkCursor;
  private long position = START;
  /** Where the record begins that the last message stood in: its chunk, or itself. */
  private long recordStart = START;
  private long dataEnd;
  private String loss;

  /**
   * Opens a file and reads everything of it but the messages.
   *
   * @throws McapException if the file is no MCAP file or is damaged
   */
  public static McapReader open(Path file) throws IOException {
    FileBytes bytes = new FileBytes(file);
    try {
      return new McapReader(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private McapReader(FileBytes bytes) throws IOException {
    this.bytes = bytes;
    scan = new FileScan(bytes);
    fileCursor = new Cursor(bytes.name());
    chunkCursor = new Cursor(bytes.name());
    dataEnd = scan.dataEnd;
    loss = scan.loss;
  }

  /** Gives the next message in the file's order, or false at the end. */
  public boolean next(McapMessage into) throws IOException {
    while (true) {
      boolean inChunk = chunkCursor.remaining() > 0;
      if (!inChunk && position >= dataEnd) {
        return false;
      }
      if (inChunk ? chunkRecord(into) : fileRecord(into)) {
        return true;
      }
    }
  }

  private boolean fileRecord(McapMessage into) throws IOException {
    long start = position;
    bytes.read(fileCursor, start, Opcode.PREFIX_BYTES);
    int opcode = fileCursor.u8();
    long length = fileCursor.u64();
    position = start + Opcode.PREFIX_BYTES + length;
    if (opcode != Opcode.CHUNK && opcode != Opcode.MESSAGE) {
      return false;
    }
    if (length > Integer.MAX_VALUE - Opcode.PREFIX_BYTES) {
      throw fileCursor.wrong("a chunk or message must be shorter than 2 GiB, not " + length
          + " bytes");
    }
    bytes.read(fileCursor, start + Opcode.PREFIX_BYTES, (int) length);
    recordStart = start;
    if (opcode == Opcode.MESSAGE) {
      message(fileCursor, (int) length, into);
      return true;
    }
    openChunk(start);
    return false;
  }

  private void openChunk(long start) throws IOException {
    try {
      unpacker.unpack(fileCursor, start, chunkCursor);
    } catch (McapException e) {
      if (!truncated() || !e.isTorn()) {
        throw e;
      }
      // A crash of the machine can leave a chunk of the right length without all of its bytes.
      loss = "the file was not closed, and everything from byte " + start
          + " on was left out since the chunk there is torn";
      dataEnd = start;
      position = start;
    }
  }

  private boolean chunkRecord(McapMessage into) throws McapException {
    if (chunkCursor.remaining() < Opcode.PREFIX_BYTES) {
      throw chunkCursor.wrong("a record must have at least 9 bytes, but "
          + chunkCursor.remaining() + " are left");
    }
    int opcode = chunkCursor.u8();
    long length = chunkCursor.u64();
    if (length < 0 || length > chunkCursor.remaining()) {
      throw chunkCursor.wrong("a record of " + Long.toUnsignedString(length)
          + " bytes must fit into the " + chunkCursor.remaining() + " bytes that are left");
    }
    int end = chunkCursor.position() + (int) length;
    switch (opcode) {
      case Opcode.MESSAGE -> message(chunkCursor, (int) length, into);
      case Opcode.SCHEMA -> FileScan.schema(chunkCursor, scan.schemas);
      case Opcode.CHANNEL -> FileScan.channel(chunkCursor, scan.channels);
      default -> {
        // Nothing else belongs into a chunk; readers pass over what they do not know.
      }
    }
    if (chunkCursor.position() > end) {
      throw chunkCursor.wrong("the record before must end "
          + (chunkCursor.position() - end) + " bytes earlier, as its length says");
    }
    chunkCursor.take(end - chunkCursor.position());
    return opcode == Opcode.MESSAGE;
  }

  private void message(Cursor from, int length, McapMessage into) throws McapException {
    int begin = from.position();
    int channelId = from.u16();
    into.channel = scan.channels.get(channelId);
    if (into.channel == null) {
      throw from.wrong("channel " + channelId + " must be described before its first message");
    }
    into.sequence = from.u32();
    into.logTimeNs = from.u64();
    into.publishTimeNs = from.u64();
    int head = from.position() - begin;
    if (head > length) {
      throw from.wrong("a message must have at least " + head + " bytes, not " + length);
    }
    into.buffer = from.array();
    into.length = length - head;
    into.offset = from.take(into.length);
  }

  /** Starts again before the first message. */
  public void rewind() {
    goTo(START);
  }

  /** Where the chunk begins that the last message stood in; {@link #goTo} comes back to its first message. */
  public long recordStart() {
    return recordStart;
  }

  /**
   * Goes on with the first message of a chunk.
   *
   * @param start of {@link #recordStart}, of this file
   */
  public void goTo(long start) {
    position = start;
    chunkCursor.over(new byte[0], 0, 0, 0);
  }

  /** What the file's writer called itself. */
  public String library() {
    return scan.library;
  }

  /** The schema of a channel; empty if it has none. */
  public Optional<McapSchema> schema(McapChannel channel) {
    return Optional.ofNullable(scan.schemas.get(channel.schemaId()));
  }

  /** The channels known so far: all of them if the file was closed or was read to its end. */
  public List<McapChannel> channels() {
    return List.copyOf(scan.channels.values());
  }

  /** The entries of the metadata record of that name; of several the last one's. */
  public Optional<Map<String, String>> metadata(String name) {
    return scan.metadata.stream().filter(m -> m.name().equals(name))
        .map(McapMetadata::entries).reduce((first, last) -> last);
  }

  public List<McapAttachment> attachments() {
    return List.copyOf(scan.attachments);
  }

  /** The bytes of an attachment, checked against its CRC. */
  public byte[] read(McapAttachment attachment) throws IOException {
    if (attachment.dataSize() > Integer.MAX_VALUE - Opcode.PREFIX_BYTES) {
      throw new McapException(bytes.name() + ": byte " + attachment.dataOffset()
          + ": an attachment must be shorter than 2 GiB to be read at once");
    }
    int size = (int) attachment.dataSize();
    long start = attachment.recordOffset() + Opcode.PREFIX_BYTES;
    long actual = attachment.crcSum() == 0 ? 0 : scan.crc(start, attachment.dataOffset() + size);
    if (actual != attachment.crcSum()) {
      throw new McapException(bytes.name() + ": byte " + start
          + String.format(": the attachment's CRC must be %08x, but its bytes have %08x",
              attachment.crcSum(), actual));
    }
    bytes.read(fileCursor, attachment.dataOffset(), size);
    byte[] data = new byte[size];
    System.arraycopy(fileCursor.array(), fileCursor.position(), data, 0, size);
    return data;
  }

  /** How many bytes of the file were gone through. */
  public long position() {
    return position;
  }

  /** How many bytes the file has. */
  public long size() {
    return bytes.size();
  }

  /** Whether the writer did not close the file. */
  public boolean truncated() {
    return !scan.loss.isEmpty();
  }

  /** What is missing, as a sentence; empty if the file was closed in order. */
  public String loss() {
    return loss;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
