package org.statewise.controller.record.mcap;

import java.util.Arrays;
import java.util.zip.CRC32;

/** Collects what stands behind the data: repeated schemas and channels, indexes, statistics. */
final class SummaryBuilder {
  private final ByteSink schemas = new ByteSink(1 << 12);
  private final ByteSink channels = new ByteSink(1 << 8);
  private final ByteSink chunkIndexes = new ByteSink(1 << 12);
  private final ByteSink attachmentIndexes = new ByteSink(1 << 8);
  private final ByteSink metadataIndexes = new ByteSink(1 << 8);
  private int schemaCount;
  private int attachmentCount;
  private int metadataCount;
  private int chunkCount;
  private int chunkIndexBegin;
  private long messageCount;
  private long startNs;
  private long endNs;
  /** Element i belongs to channel i + 1. */
  private long[] channelMessages = {};

  ByteSink schemas() {
    schemaCount++;
    return schemas;
  }

  ByteSink channels() {
    channelMessages = Arrays.copyOf(channelMessages, channelMessages.length + 1);
    return channels;
  }

  void message(int channelId, long logTimeNs) {
    startNs = messageCount == 0 ? logTimeNs : Math.min(startNs, logTimeNs);
    endNs = messageCount == 0 ? logTimeNs : Math.max(endNs, logTimeNs);
    messageCount++;
    channelMessages[channelId - 1]++;
  }

  ByteSink beginChunkIndex(long chunkStartNs, long chunkEndNs, long offset, long length) {
    chunkCount++;
    chunkIndexBegin = chunkIndexes.beginRecord(Opcode.CHUNK_INDEX);
    chunkIndexes.u64(chunkStartNs);
    chunkIndexes.u64(chunkEndNs);
    chunkIndexes.u64(offset);
    chunkIndexes.u64(length);
    return chunkIndexes;
  }

  void endChunkIndex() {
    chunkIndexes.endRecord(chunkIndexBegin);
  }

  void attachment(McapAttachment attachment, long recordLength) {
    attachmentCount++;
    int begin = attachmentIndexes.beginRecord(Opcode.ATTACHMENT_INDEX);
    attachmentIndexes.u64(attachment.recordOffset());
    attachmentIndexes.u64(recordLength);
    attachmentIndexes.u64(attachment.logTimeNs());
    attachmentIndexes.u64(attachment.createTimeNs());
    attachmentIndexes.u64(attachment.dataSize());
    attachmentIndexes.string(attachment.name());
    attachmentIndexes.string(attachment.mediaType());
    attachmentIndexes.endRecord(begin);
  }

  void metadata(long offset, long length, String name) {
    metadataCount++;
    int begin = metadataIndexes.beginRecord(Opcode.METADATA_INDEX);
    metadataIndexes.u64(offset);
    metadataIndexes.u64(length);
    metadataIndexes.string(name);
    metadataIndexes.endRecord(begin);
  }

  /** Grows with every chunk. */
  long indexBytes() {
    return chunkIndexes.size();
  }

  /** Appends summary section, summary offsets and footer. */
  void finishInto(ByteSink out, long summaryStart) {
    int outStart = out.size();
    ByteSink offsets = new ByteSink(256);
    group(out, Opcode.SCHEMA, schemas, summaryStart - outStart, offsets);
    group(out, Opcode.CHANNEL, channels, summaryStart - outStart, offsets);
    group(out, Opcode.STATISTICS, statistics(), summaryStart - outStart, offsets);
    group(out, Opcode.CHUNK_INDEX, chunkIndexes, summaryStart - outStart, offsets);
    group(out, Opcode.ATTACHMENT_INDEX, attachmentIndexes, summaryStart - outStart, offsets);
    group(out, Opcode.METADATA_INDEX, metadataIndexes, summaryStart - outStart, offsets);
    long offsetsStart = summaryStart + out.size() - outStart;
    out.bytes(offsets);
    int begin = out.beginRecord(Opcode.FOOTER);
    // The CRC covers the footer's own prefix, so its length has to stand there before.
    out.u64(summaryStart);
    out.u64(offsetsStart);
    out.u32(0);
    out.endRecord(begin);
    CRC32 crc = new CRC32();
    crc.update(out.array(), outStart, out.size() - outStart - Integer.BYTES);
    out.truncate(out.size() - Integer.BYTES);
    out.u32(crc.getValue());
  }

  private static void group(ByteSink out, int opcode, ByteSink records, long shift,
      ByteSink offsets) {
    if (records.size() == 0) {
      return;
    }
    int begin = offsets.beginRecord(Opcode.SUMMARY_OFFSET);
    offsets.u8(opcode);
    offsets.u64(shift + out.size());
    offsets.u64(records.size());
    offsets.endRecord(begin);
    out.bytes(records);
  }

  private ByteSink statistics() {
    ByteSink out = new ByteSink(256);
    int begin = out.beginRecord(Opcode.STATISTICS);
    out.u64(messageCount);
    out.u16(schemaCount);
    out.u32(channelMessages.length);
    out.u32(attachmentCount);
    out.u32(metadataCount);
    out.u32(chunkCount);
    out.u64(startNs);
    out.u64(endNs);
    int counts = out.beginSized();
    for (int i = 0; i < channelMessages.length; i++) {
      out.u16(i + 1);
      out.u64(channelMessages[i]);
    }
    out.endSized(counts);
    out.endRecord(begin);
    return out;
  }
}
