package org.statewise.controller.record.mcap;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Unpacks chunks into one reused buffer and checks their size and CRC. */
final class ChunkUnpacker {
  /** More than any writer puts into a chunk; bounds what a hostile file can make us hold. */
  private static final long MAX_UNPACKED_BYTES = 1L << 30;
  private static final int FIRST_BUFFER_BYTES = 1 << 16;

  private final CRC32 crc = new CRC32();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

  /**
   * @param chunk stands over a Chunk record's content
   * @param fileOffset where that record begins
   * @param into stands over the unpacked records afterwards
   */
  void unpack(Cursor chunk, long fileOffset, Cursor into) throws IOException {
    chunk.take(2 * Long.BYTES);
    long unpackedSize = chunk.u64();
    long expectedCrc = chunk.u32();
    String compression = chunk.string();
    long packedSize = chunk.u64();
    if (packedSize < 0 || packedSize > chunk.remaining()) {
      throw chunk.wrong("the chunk's " + Long.toUnsignedString(packedSize)
          + " bytes of records must fit into the " + chunk.remaining() + " bytes that are left");
    }
    if (unpackedSize < 0 || unpackedSize > MAX_UNPACKED_BYTES) {
      throw chunk.wrong("an unpacked chunk must have at most " + MAX_UNPACKED_BYTES
          + " bytes, not " + Long.toUnsignedString(unpackedSize));
    }
    int size = (int) unpackedSize;
    switch (compression) {
      case "" -> copy(chunk, (int) packedSize, size);
      case "zstd", "lz4" -> inflate(chunk, compression, (int) packedSize, size);
      default -> throw chunk.wrong(
          "the chunk's compression must be zstd, lz4 or none, not \"" + compression + "\"");
    }
    if (expectedCrc != 0) {
      crc.reset();
      crc.update(buffer, 0, size);
      if (crc.getValue() != expectedCrc) {
        throw chunk.wrong(String.format("the chunk's CRC must be %08x, but its bytes have %08x",
            expectedCrc, crc.getValue()));
      }
    }
    into.overChunk(buffer, size, fileOffset);
  }

  private void copy(Cursor chunk, int packedSize, int size) throws McapException {
    if (packedSize != size) {
      throw chunk.wrong("an uncompressed chunk's sizes must be equal, but are " + packedSize
          + " and " + size);
    }
    if (buffer.length < size) {
      buffer = new byte[size];
    }
    System.arraycopy(chunk.array(), chunk.take(size), buffer, 0, size);
  }

  private void inflate(Cursor chunk, String compression, int packedSize, int size)
      throws McapException {
    ByteArrayInputStream packed = new ByteArrayInputStream(chunk.array(), chunk.position(),
        packedSize);
    try (InputStream records = unpacked(packed, compression)) {
      int at = 0;
      while (at < size) {
        if (at == buffer.length) {
          // The buffer follows what was really unpacked, not what the file claims.
          buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, MAX_UNPACKED_BYTES));
        }
        int count = records.read(buffer, at, Math.min(buffer.length, size) - at);
        if (count < 0) {
          throw chunk.wrong("the chunk must unpack to " + size + " bytes, but gave " + at).asTorn();
        }
        at += count;
      }
      if (records.read() >= 0) {
        throw chunk.wrong("the chunk must unpack to " + size + " bytes, but gave more");
      }
    } catch (McapException e) {
      throw e;
    } catch (IOException e) {
      throw chunk.wrong("the chunk must hold a " + compression + " stream: "
          + e.getMessage()).asTorn();
    }
  }

  /** LZ4 by the decoder that is written in Java alone: it checks every bound of a hostile block. */
  private static InputStream unpacked(InputStream packed, String compression) throws IOException {
    return compression.equals("zstd")
        ? new ZstdInputStreamNoFinalizer(packed)
        : new LZ4FrameInputStream(packed, LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32());
  }
}
