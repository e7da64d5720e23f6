package org.statewise.controller.record.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes an MCAP file, version 0: chunked messages with message indexes, attachments, metadata, and
 * at the end a summary. Every chunk carries a CRC and goes out in one write, so a file whose writer
 * was killed is whole up to its last chunk.
 *
 * <p>One thread. After an IOException nothing more can be written; {@link #close} then only frees
 * the output and leaves the file without a summary.
 */
public final class McapWriter implements Closeable {
  private final McapOutput out;
  private final int chunkBytes;
  private final ChunkBuilder chunk;
  private final SummaryBuilder summary = new SummaryBuilder();
  private final ByteSink record = new ByteSink(1 << 12);
  private final CRC32 dataCrc = new CRC32();
  private final CRC32 attachmentCrc = new CRC32();
  private int schemas;
  private int channels;
  private long position;
  private boolean failed;
  private boolean closed;
  /** Of channel k + 1: messages given, and those of them that lie in chunks that were written whole. */
  private long[] messages = {};
  private long[] keptMessages = {};

  /**
   * Writes the file's beginning; closes {@code out} if that fails.
   *
   * @param library names the program that writes
   * @param chunkBytes a chunk is closed when it holds this much before compression
   */
  public McapWriter(McapOutput out, String library, McapCompression compression, int chunkBytes)
      throws IOException {
    if (chunkBytes < 1 || chunkBytes > 1 << 28) {
      throw new IllegalArgumentException(
          "an MCAP chunk must have 1 to 268435456 bytes, not " + chunkBytes);
    }
    this.out = out;
    this.chunkBytes = chunkBytes;
    chunk = new ChunkBuilder(compression, chunkBytes);
    byte[] magic = Opcode.magic();
    record.bytes(magic, 0, magic.length);
    int begin = record.beginRecord(Opcode.HEADER);
    record.string("");
    record.string(library);
    record.endRecord(begin);
    try {
      writeRecord();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Makes a schema known; it is written with the next chunk. Gives its id. */
  public int addSchema(String name, String encoding, byte[] data) {
    schemas++;
    schemaInto(chunk.records(), name, encoding, data);
    schemaInto(summary.schemas(), name, encoding, data);
    return schemas;
  }

  private void schemaInto(ByteSink sink, String name, String encoding, byte[] data) {
    int begin = sink.beginRecord(Opcode.SCHEMA);
    sink.u16(schemas);
    sink.string(name);
    sink.string(encoding);
    sink.u32(data.length);
    sink.bytes(data, 0, data.length);
    sink.endRecord(begin);
  }

  /** Makes a channel known; it is written with the next chunk. Gives its id. */
  public int addChannel(int schemaId, String topic, String messageEncoding,
      Map<String, String> metadata) {
    channels++;
    messages = Arrays.copyOf(messages, channels);
    keptMessages = Arrays.copyOf(keptMessages, channels);
    chunk.addChannel();
    channelInto(chunk.records(), schemaId, topic, messageEncoding, metadata);
    channelInto(summary.channels(), schemaId, topic, messageEncoding, metadata);
    return channels;
  }

  private void channelInto(ByteSink sink, int schemaId, String topic, String messageEncoding,
      Map<String, String> metadata) {
    int begin = sink.beginRecord(Opcode.CHANNEL);
    sink.u16(channels);
    sink.u16(schemaId);
    sink.string(topic);
    sink.string(messageEncoding);
    sink.map(metadata);
    sink.endRecord(begin);
  }

  /**
   * Appends a message, of {@code length} bytes of {@code data}, to the chunk; it was published when it was
   * logged.
   */
  public void message(int channelId, long sequence, long logTimeNs, byte[] data, int length)
      throws IOException {
    check(channelId);
    chunk.message(channelId, sequence, logTimeNs, logTimeNs, data, 0, length);
    added(channelId, logTimeNs);
  }

  /**
   * Appends a message as a reader gave it: its times, its sequence and its bytes.
   *
   * @param channelId of this file; the message's own channel belongs to another one
   */
  public void message(int channelId, McapMessage message) throws IOException {
    check(channelId);
    chunk.message(channelId, message.sequence, message.logTimeNs, message.publishTimeNs,
        message.buffer, message.offset, message.length);
    added(channelId, message.logTimeNs);
  }

  private void check(int channelId) {
    if (channelId < 1 || channelId > channels) {
      throw new IllegalArgumentException("there is no channel " + channelId);
    }
  }

  private void added(int channelId, long logTimeNs) throws IOException {
    summary.message(channelId, logTimeNs);
    messages[channelId - 1]++;
    if (chunk.size() >= chunkBytes) {
      flushChunk();
    }
  }

  /** Ends the chunk if it holds messages and writes it; what was given so far outlives a kill. */
  public void flushChunk() throws IOException {
    if (chunk.hasMessages()) {
      chunk.packInto(record, position, summary);
      writeRecord();
      System.arraycopy(messages, 0, keptMessages, 0, channels);
    }
  }

  /** How many messages of a channel lie in chunks that were written whole, where a reader finds them. */
  public long keptMessages(int channelId) {
    return keptMessages[channelId - 1];
  }

  /** How many bytes were handed to the output; those of the open chunk come on top. */
  public long bytes() {
    return position;
  }

  /** How many bytes of memory hold what the summary will say of the chunks. */
  public long indexBytes() {
    return summary.indexBytes();
  }

  /** Writes a file into the file; it was made when it was logged. */
  public void attachment(String name, String mediaType, long logTimeNs, byte[] data)
      throws IOException {
    attachment(name, mediaType, logTimeNs, logTimeNs, data);
  }

  /** Writes a file that was made at {@code createTimeNs} into the file. */
  public void attachment(String name, String mediaType, long logTimeNs, long createTimeNs,
      byte[] data) throws IOException {
    long offset = position;
    int begin = record.beginRecord(Opcode.ATTACHMENT);
    record.u64(logTimeNs);
    record.u64(createTimeNs);
    record.string(name);
    record.string(mediaType);
    record.u64(data.length);
    record.bytes(data, 0, data.length);
    int content = begin + Long.BYTES;
    attachmentCrc.reset();
    attachmentCrc.update(record.array(), content, record.size() - content);
    record.u32(attachmentCrc.getValue());
    record.endRecord(begin);
    summary.attachment(new McapAttachment(name, mediaType, logTimeNs, createTimeNs, offset,
        offset + record.size() - Integer.BYTES - data.length, data.length,
        attachmentCrc.getValue()), record.size());
    writeRecord();
  }

  /** Writes words about the file. */
  public void metadata(String name, Map<String, String> entries) throws IOException {
    int begin = record.beginRecord(Opcode.METADATA);
    record.string(name);
    record.map(entries);
    record.endRecord(begin);
    summary.metadata(position, record.size(), name);
    writeRecord();
  }

  private void writeRecord() throws IOException {
    boolean done = false;
    try {
      if (failed) {
        throw new IOException("the file is incomplete since an earlier write failed");
      }
      out.write(record.array(), 0, record.size());
      dataCrc.update(record.array(), 0, record.size());
      position += record.size();
      done = true;
    } finally {
      failed |= !done;
      record.clear();
    }
  }

  /** Writes the last chunk, the summary and the footer, and waits until they are on the disk. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out; chunk) {
      if (!failed) {
        flushChunk();
        int begin = record.beginRecord(Opcode.DATA_END);
        record.u32(dataCrc.getValue());
        record.endRecord(begin);
        writeRecord();
        summary.finishInto(record, position);
        byte[] magic = Opcode.magic();
        record.bytes(magic, 0, magic.length);
        writeRecord();
        out.force();
      }
    }
  }

  /** Frees the output and leaves the file as it is: without the last chunk and a summary. */
  public void abandon() throws IOException {
    failed = true;
    close();
  }
}
