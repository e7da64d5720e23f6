package org.statewise.controller.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Packs pages with zstd, and unpacks what other programs write: snappy, gzip, zstd and raw lz4. The library's
 * own codecs need Hadoop. A page never becomes larger than it says, nor than {@link #MAX_PAGE_BYTES}.
 */
final class PageCodecs implements CompressionCodecFactory {
  /** Writers aim at 1 MB; a damaged size would ask for gigabytes. */
  static final int MAX_PAGE_BYTES = 1 << 28;
  private static final int ZSTD_LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("pages are packed with zstd alone, not with " + codec);
    }
    return new ZstdPacker();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Unpacker(codec);
  }

  @Override
  public void release() {
    // Holds nothing.
  }

  private static byte[] bytesOf(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(input.size()));
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private static final class ZstdPacker implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(bytesOf(bytes), ZSTD_LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }

  private static final class Unpacker implements BytesInputDecompressor {
    private final CompressionCodecName codec;

    Unpacker(CompressionCodecName codec) {
      this.codec = codec;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(unpack(bytesOf(bytes), size));
    }

    @Override
    public void decompress(ByteBuffer in, int packedSize, ByteBuffer out, int size)
        throws IOException {
      byte[] packed = new byte[packedSize];
      in.get(packed);
      out.put(unpack(packed, size));
    }

    private byte[] unpack(byte[] packed, int size) throws IOException {
      if (size < 0 || size > MAX_PAGE_BYTES) {
        throw new IOException("a page must have 0 to " + MAX_PAGE_BYTES + " bytes, but claims "
            + size);
      }
      byte[] out = new byte[size];
      int got;
      try {
        got = switch (codec) {
          case SNAPPY -> new SnappyDecompressor().decompress(packed, 0, packed.length, out, 0,
              size);
          case ZSTD -> (int) Zstd.decompressByteArray(out, 0, size, packed, 0, packed.length);
          case LZ4_RAW -> LZ4Factory.safeInstance().safeDecompressor().decompress(packed, 0,
              packed.length, out, 0);
          case GZIP -> gunzip(packed, out);
          default -> throw new IOException("its pages are packed with " + codec + ", which is not"
              + " read; zstd, snappy, gzip, lz4_raw and none are");
        };
      } catch (MalformedInputException | ZstdException | LZ4Exception e) {
        throw new IOException("a page cannot be unpacked: " + e.getMessage(), e);
      }
      if (got != size) {
        throw new IOException("a page must unpack to " + size + " bytes, but has " + got);
      }
      return out;
    }

    private static int gunzip(byte[] packed, byte[] out) throws IOException {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        return in.readNBytes(out, 0, out.length);
      }
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }
}
