package org.statewise.bridge.fri;

import java.util.zip.CRC32;
import org.statewise.models.HotPath;

/**
 * The frame of 2.7: length, message, CRC-32 of the message, both numbers little-endian in four bytes.
 * Earlier versions send the message bare. One thread.
 */
@HotPath
final class Framing {
  /** No datagram of FRI is longer, either way. */
  static final int MAX_DATAGRAM_BYTES = 1500;

  /** What stands before a framed message, and as much after it. */
  static final int MARGIN_BYTES = 4;

  private final CRC32 crc = new CRC32();

  /** Whether these bytes are a frame: the length is theirs, and so is the checksum. */
  boolean isFrame(byte[] bytes, int length) {
    int message = length - 2 * MARGIN_BYTES;
    return message >= 0 && read(bytes, 0) == message
        && read(bytes, MARGIN_BYTES + message) == checksum(bytes, message);
  }

  /**
   * Puts length and checksum around the message that stands in {@code bytes[4..end)}.
   *
   * @return the frame's length, or -1 if it does not fit
   */
  int close(byte[] bytes, int end) {
    if (bytes.length - end < MARGIN_BYTES) {
      return -1;
    }
    int message = end - MARGIN_BYTES;
    write(bytes, 0, message);
    write(bytes, end, checksum(bytes, message));
    return end + MARGIN_BYTES;
  }

  private int checksum(byte[] bytes, int message) {
    crc.reset();
    crc.update(bytes, MARGIN_BYTES, message);
    return (int) crc.getValue();
  }

  private static int read(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  private static void write(byte[] bytes, int at, int value) {
    for (int i = 0; i < MARGIN_BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
