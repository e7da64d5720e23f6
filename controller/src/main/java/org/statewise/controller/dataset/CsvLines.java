package org.statewise.controller.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads lines of bounded length, and knows whether a line was ended. LF and CR LF both end one. */
final class CsvLines implements Closeable {
  private static final int MAX_LINE_BYTES = 1 << 20;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[1 << 10];
  private int position;
  private int filled;
  private long bytesRead;
  private long number;
  private boolean ended;

  CsvLines(Path file) throws IOException {
    in = Files.newInputStream(file);
    name = file.toString();
  }

  /** The next line without its end, or null at the end of the file. */
  String next() throws IOException {
    int length = 0;
    ended = false;
    while (!ended && fill()) {
      int start = position;
      while (position < filled && buffer[position] != '\n') {
        position++;
      }
      length = append(start, length);
      if (position < filled) {
        position++;
        ended = true;
      }
    }
    if (length == 0 && !ended) {
      return null;
    }
    number++;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  private int append(int start, int length) throws CsvException {
    int more = position - start;
    if (length + more > MAX_LINE_BYTES) {
      throw new CsvException(name + ": line " + (number + 1) + ": a line must have at most "
          + MAX_LINE_BYTES + " bytes");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
    System.arraycopy(buffer, start, line, length, more);
    return length + more;
  }

  /** Makes sure that there is a byte to look at; false at the end of the file. */
  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = Math.max(0, in.read(buffer));
    bytesRead += filled;
    return filled > 0;
  }

  /** The number of the line that {@link #next} gave, from 1. */
  long number() {
    return number;
  }

  /** Whether that line had a line end; without one it is the file's last, and may be cut off. */
  boolean ended() {
    return ended;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
