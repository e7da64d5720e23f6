package org.statewise.controller.record;

import java.io.IOException;
import org.statewise.controller.record.mcap.McapOutput;

/** A disk that is full after so many bytes. */
final class FailingOutput implements McapOutput {
  private long room;
  boolean closed;

  FailingOutput(long room) {
    this.room = room;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    room -= length;
    if (room < 0) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void force() {}

  @Override
  public void close() {
    closed = true;
  }
}
