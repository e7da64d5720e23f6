package org.statewise.controller.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the packets that a broker sends before anybody makes room for them; the client library would
 * allocate up to 256 MB first and look afterwards. A message that is announced longer than the bound is
 * cut to it: its header says the shorter length, and the rest is read and dropped. So it arrives, is
 * acknowledged, and its sender is told that it is too long. Any other packet that is too long, or has a
 * length that is none, ends the connection.
 *
 * <p>It also holds the very first byte back for a moment: the client's threads start each other by
 * polling, and one that has ended before it was seen running would be waited for without end.
 */
final class PacketBound extends InputStream {
  private static final long FIRST_BYTE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Kind and flags, and up to four bytes of length. */
  private static final int MAX_HEADER = 5;
  private static final int KIND_OF_A_MESSAGE = 3;

  private final InputStream in;
  private final int maxBytes;
  private final long openedNs = System.nanoTime();
  private boolean begun;
  private final byte[] header = new byte[MAX_HEADER];
  private int headerBytes;
  private int headerGiven;
  private boolean headerWhole;
  /** What is left of the packet's body: to be given, and after that to be dropped. */
  private int bodyLeft;
  private long restLeft;

  PacketBound(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** May time out anywhere, and then goes on where it was. */
  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    hold();
    if (count == 0) {
      return 0;
    }
    if (headerWhole && headerGiven == headerBytes && bodyLeft == 0 && !nextPacket()) {
      return -1;
    }
    while (!headerWhole) {
      int b = in.read();
      if (b < 0) {
        return -1;
      }
      take((byte) b);
    }
    if (headerGiven < headerBytes) {
      int given = Math.min(count, headerBytes - headerGiven);
      System.arraycopy(header, headerGiven, buffer, offset, given);
      headerGiven += given;
      return given;
    }
    int got = in.read(buffer, offset, Math.min(count, bodyLeft));
    bodyLeft -= Math.max(got, 0);
    return got;
  }

  /** Drops what was cut off the last packet; false at the end of the stream. */
  private boolean nextPacket() throws IOException {
    byte[] dropped = new byte[(int) Math.min(restLeft, 8192)];
    while (restLeft > 0) {
      int got = in.read(dropped, 0, (int) Math.min(restLeft, dropped.length));
      if (got < 0) {
        return false;
      }
      restLeft -= got;
    }
    headerBytes = 0;
    headerGiven = 0;
    headerWhole = false;
    return true;
  }

  private void take(byte b) throws IOException {
    header[headerBytes++] = b;
    if (headerBytes == 1) {
      return;
    }
    if (b < 0) {
      if (headerBytes == MAX_HEADER) {
        throw new IOException("the broker sent a packet whose length is no number");
      }
      return;
    }
    headerWhole = true;
    int length = 0;
    for (int i = headerBytes - 1; i > 0; i--) {
      length = (length << 7) | (header[i] & 0x7f);
    }
    if (length > maxBytes) {
      cut(length);
    } else {
      bodyLeft = length;
    }
  }

  private void cut(int length) throws IOException {
    if ((header[0] & 0xff) >> 4 != KIND_OF_A_MESSAGE) {
      throw new IOException("the broker sent a packet of " + length + " bytes, more than "
          + maxBytes);
    }
    bodyLeft = maxBytes;
    restLeft = (long) length - maxBytes;
    // Seven bits a byte, the lowest first; all but the last have the highest bit set.
    headerBytes = 1;
    for (int left = maxBytes; left > 0; left >>= 7) {
      header[headerBytes++] = (byte) (left > 0x7f ? (left & 0x7f) | 0x80 : left);
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

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
