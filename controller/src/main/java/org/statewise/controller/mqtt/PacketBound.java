package org.statewise.controller.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Watches the packets that a broker sends: one that is announced longer than the bound, or with a length
 * that is none, ends the connection before anybody makes room for it. The client library would allocate
 * up to 256 MB first and look afterwards.
 *
 * <p>It also holds the very first byte back for a moment: the client's threads start each other by
 * polling, and one that has ended before it was seen running would be waited for without end.
 */
final class PacketBound extends FilterInputStream {
  private static final long FIRST_BYTE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final int mostBytes;
  private final long openedNs = System.nanoTime();
  private boolean begun;
  /** Of the packet now: what is left of its body; below 0 within the header. */
  private long left = -2;
  private long length;
  private int shift;

  PacketBound(InputStream in, int mostBytes) {
    super(in);
    this.mostBytes = mostBytes;
  }

  @Override
  public int read() throws IOException {
    hold();
    int b = super.read();
    if (b >= 0) {
      see((byte) b);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    hold();
    int got = super.read(buffer, offset, count);
    for (int i = 0; i < got; i++) {
      if (left > 0) {
        int body = (int) Math.min(left, got - i);
        left -= body;
        i += body - 1;
        if (left == 0) {
          left = -2;
        }
      } else {
        see(buffer[offset + i]);
      }
    }
    return got;
  }

  private void see(byte b) throws IOException {
    if (left > 0) {
      left--;
    } else if (left == -2) {
      // Kind and flags; the length follows, seven bits a byte, the lowest first.
      left = -1;
      length = 0;
      shift = 0;
      return;
    } else {
      length |= (long) (b & 0x7f) << shift;
      shift += 7;
      if (b < 0 && shift == 28) {
        throw new IOException("the broker sent a packet whose length is no number");
      }
      if (b < 0) {
        return;
      }
      if (length > mostBytes) {
        throw new IOException("the broker sent a packet of " + length + " bytes, more than "
            + mostBytes);
      }
      left = length;
    }
    if (left == 0) {
      left = -2;
    }
  }

  private void hold() throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    long leftNs = FIRST_BYTE_AFTER_NS - (System.nanoTime() - openedNs);
    try {
      TimeUnit.NANOSECONDS.sleep(leftNs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
