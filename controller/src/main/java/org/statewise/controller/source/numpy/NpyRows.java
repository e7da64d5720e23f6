package org.statewise.controller.source.numpy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** An array of one or two dimensions, row by row: a vector has rows of one number. */
public final class NpyRows implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_COLUMNS = 10_000;

  private final InputStream in;
  private final NpyType type;
  private final List<Long> shape;
  private final int columns;
  private final byte[] bytes;
  private final ByteBuffer row;
  private long next;

  /**
   * Takes over a stream that stands before the array's magic.
   *
   * @throws NpyException if there is no array that can be read
   */
  public NpyRows(InputStream stream) throws IOException {
    in = new BufferedInputStream(stream, BUFFER_BYTES);
    NpyHeader header = NpyHeader.read(in);
    type = header.type();
    shape = header.shape();
    long width = shape.size() == 2 ? shape.get(1) : 1;
    if (shape.isEmpty() || shape.size() > 2 || width < 1 || width > MAX_COLUMNS) {
      throw new NpyException("an array must have one dimension, or two with 1 to " + MAX_COLUMNS
          + " columns, but its shape is " + shapeText());
    }
    columns = (int) width;
    bytes = new byte[columns * type.bytes()];
    row = ByteBuffer.wrap(bytes).order(type.order());
  }

  /** How many rows it says it has. */
  public long rows() {
    return shape.getFirst();
  }

  public int columns() {
    return columns;
  }

  /** As Python writes it. */
  public String shapeText() {
    return shape.stream().map(String::valueOf)
        .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
  }

  /** Whether its numbers are floating-point numbers and not integers. */
  public boolean isFloating() {
    return type.isFloating();
  }

  /**
   * Goes to the next row; false at the end.
   *
   * @throws NpyException if it has fewer rows than its shape says
   */
  public boolean next() throws IOException {
    if (next >= rows()) {
      return false;
    }
    int got = in.readNBytes(bytes, 0, bytes.length);
    if (got < bytes.length) {
      throw new NpyException("row " + (next + 1) + " of " + rows() + " must have " + bytes.length
          + " bytes, but " + got + " are left");
    }
    next++;
    return true;
  }

  public double number(int column) {
    return type.number(row, column * type.bytes());
  }

  /** Exact where a double is not; only of integers. */
  public long integer(int column) {
    return type.integer(row, column * type.bytes());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
