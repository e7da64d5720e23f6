package org.statewise.controller.record.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a writer's bytes go: a file, or in a test something that fails on purpose. */
public interface McapOutput extends Closeable {
  /** Appends all of it, or throws. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Returns when everything written has reached the disk. */
  void force() throws IOException;

  /** A file, made if it is missing and emptied if it is there. */
  static McapOutput file(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    return new McapOutput() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }

      @Override
      public void force() throws IOException {
        channel.force(true);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
