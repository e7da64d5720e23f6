package org.statewise.controller.record.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Random reading of a file through one window, so that many small records cost few reads. */
final class FileBytes implements Closeable {
  private static final int WINDOW_BYTES = 1 << 16;

  private final FileChannel channel;
  private final String name;
  private final long size;
  private byte[] window = new byte[WINDOW_BYTES];
  private long start;
  private int filled;

  FileBytes(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    name = file.toString();
    size = channel.size();
  }

  String name() {
    return name;
  }

  /** The size when the file was opened; what a writer adds later is not looked at. */
  long size() {
    return size;
  }

  /**
   * Lets the cursor stand over [offset, offset + length) of the file until the next call.
   *
   * @param length at most what the file has left there, so that no lying length allocates anything
   */
  Cursor read(Cursor cursor, long offset, int length) throws IOException {
    if (offset < start || offset + length > start + filled) {
      fill(offset, length);
    }
    return cursor.over(window, (int) (offset - start), length, offset);
  }

  private void fill(long offset, int length) throws IOException {
    if (window.length < length) {
      window = new byte[length];
    }
    start = offset;
    filled = 0;
    ByteBuffer into = ByteBuffer.wrap(window);
    while (into.hasRemaining()) {
      int count = channel.read(into, offset + into.position());
      if (count < 0) {
        break;
      }
    }
    filled = into.position();
    if (filled < length) {
      throw new McapException(
          name + ": byte " + (offset + filled) + ": the file must not shrink while it is read");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
