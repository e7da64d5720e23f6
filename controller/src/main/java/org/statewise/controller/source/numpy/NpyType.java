package org.statewise.controller.source.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A type of numbers: float32 and float64, and for times and counts int32 and int64.
 *
 * @param descr NumPy's word for it, such as {@code <f8}
 */
record NpyType(String descr, boolean isFloating, int bytes, ByteOrder order) {
  static NpyType of(String descr) throws NpyException {
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (descr) {
      case "<f8", ">f8" -> new NpyType(descr, true, Double.BYTES, order);
      case "<f4", ">f4" -> new NpyType(descr, true, Float.BYTES, order);
      case "<i8", ">i8" -> new NpyType(descr, false, Long.BYTES, order);
      case "<i4", ">i4" -> new NpyType(descr, false, Integer.BYTES, order);
      default -> throw new NpyException("an array must be of float64, float32, int64 or int32, but"
          + " its descr is " + NpyHeader.printable(descr));
    };
  }

  double number(ByteBuffer from, int at) {
    return isFloating
        ? bytes == Double.BYTES ? from.getDouble(at) : from.getFloat(at)
        : integer(from, at);
  }

  long integer(ByteBuffer from, int at) {
    return bytes == Long.BYTES ? from.getLong(at) : from.getInt(at);
  }
}
