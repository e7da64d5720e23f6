package org.statewise.controller.record.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Collects the records of one chunk and their index, and packs them. Reused for every chunk. */
final class ChunkBuilder implements AutoCloseable {
  /** Where the messages of one channel lie in the chunk: pairs of log time and offset. */
  private static final class ChannelIndex {
    private long[] pairs = new long[64];
    private int size;

    void add(long logTimeNs, long offset) {
      if (size + 2 > pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
      }
      pairs[size++] = logTimeNs;
      pairs[size++] = offset;
    }
  }

  private final McapCompression compression;
  private final ZstdCompressCtx zstd;
  private final ByteSink records;
  private final CRC32 crc = new CRC32();
  /** Element i belongs to channel i + 1. */
  private final List<ChannelIndex> indexes = new ArrayList<>();
  private byte[] packed = {};
  private long startNs;
  private long endNs;
  private int messages;

  ChunkBuilder(McapCompression compression, int chunkBytes) {
    this.compression = compression;
    records = new ByteSink(chunkBytes + 4096);
    zstd = new ZstdCompressCtx();
    zstd.setLevel(1);
  }

  /** For Schema and Channel records. */
  ByteSink records() {
    return records;
  }

  int size() {
    return records.size();
  }

  boolean hasMessages() {
    return messages > 0;
  }

  void addChannel() {
    indexes.add(new ChannelIndex());
  }

  void message(int channelId, long sequence, long logTimeNs, long publishTimeNs, byte[] data,
      int offset, int length) {
    indexes.get(channelId - 1).add(logTimeNs, records.size());
    int begin = records.beginRecord(Opcode.MESSAGE);
    records.u16(channelId);
    records.u32(sequence);
    records.u64(logTimeNs);
    records.u64(publishTimeNs);
    records.bytes(data, offset, length);
    records.endRecord(begin);
    startNs = messages == 0 ? logTimeNs : Math.min(startNs, logTimeNs);
    endNs = messages == 0 ? logTimeNs : Math.max(endNs, logTimeNs);
    messages++;
  }

  /**
   * Appends the Chunk record and its MessageIndex records to {@code out}, enters the chunk into the
   * summary, and empties the chunk.
   *
   * @param fileOffset where the first byte appended to {@code out} will lie in the file
   */
  void packInto(ByteSink out, long fileOffset, SummaryBuilder summary) {
    int outStart = out.size();
    crc.reset();
    crc.update(records.array(), 0, records.size());
    int packedSize = compress();
    int begin = out.beginRecord(Opcode.CHUNK);
    out.u64(startNs);
    out.u64(endNs);
    out.u64(records.size());
    out.u32(crc.getValue());
    out.string(compression.id());
    out.u64(packedSize);
    out.bytes(compression == McapCompression.ZSTD ? packed : records.array(), 0, packedSize);
    out.endRecord(begin);
    long chunkLength = (long) out.size() - outStart;
    long indexStart = fileOffset + chunkLength;

    ByteSink entry = summary.beginChunkIndex(startNs, endNs, fileOffset, chunkLength);
    int offsets = entry.beginSized();
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).size > 0) {
        entry.u16(i + 1);
        entry.u64(fileOffset + out.size() - outStart);
        messageIndex(out, i + 1, indexes.get(i));
      }
    }
    entry.endSized(offsets);
    entry.u64(fileOffset + out.size() - outStart - indexStart);
    entry.string(compression.id());
    entry.u64(packedSize);
    entry.u64(records.size());
    summary.endChunkIndex();
    clear();
  }

  private int compress() {
    if (compression == McapCompression.NONE) {
      return records.size();
    }
    int bound = Math.toIntExact(Zstd.compressBound(records.size()));
    if (packed.length < bound) {
      packed = new byte[bound];
    }
    return zstd.compressByteArray(packed, 0, packed.length, records.array(), 0, records.size());
  }

  private static void messageIndex(ByteSink out, int channelId, ChannelIndex index) {
    int begin = out.beginRecord(Opcode.MESSAGE_INDEX);
    out.u16(channelId);
    int array = out.beginSized();
    for (int i = 0; i < index.size; i++) {
      out.u64(index.pairs[i]);
    }
    out.endSized(array);
    out.endRecord(begin);
    index.size = 0;
  }

  private void clear() {
    records.clear();
    messages = 0;
    startNs = 0;
    endNs = 0;
  }

  @Override
  public void close() {
    zstd.close();
  }
}
