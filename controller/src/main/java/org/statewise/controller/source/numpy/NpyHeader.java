package org.statewise.controller.source.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a .npy array (numpy.lib.format, versions 1.0 to 3.0): magic, version, the header's length and the
 * header, which is a Python dictionary with the keys descr, fortran_order and shape.
 *
 * @param type of the numbers
 * @param shape the array's lengths, the slowest index first
 */
record NpyHeader(NpyType type, List<Long> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy's own limit for a header that is not trusted. */
  private static final int MAX_HEADER_BYTES = 10_000;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern
      .compile("'shape'\\s*:\\s*\\(\\s*((?:[0-9]{1,18}\\s*,\\s*)*(?:[0-9]{1,18})?)\\s*\\)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Reads the head, behind which the numbers begin. */
  static NpyHeader read(InputStream in) throws IOException {
    byte[] magic = exactly(in, MAGIC.length, "the magic \\x93NUMPY");
    if (!Arrays.equals(magic, MAGIC)) {
      throw new NpyException("byte 0: an array must begin with \\x93NUMPY, but does not");
    }
    byte[] version = exactly(in, 2, "the version");
    int lengthBytes = switch (version[0]) {
      case 1 -> 2;
      case 2, 3 -> 4;
      default -> throw new NpyException(
          "byte 6: the format's version must be 1, 2 or 3, but is " + (version[0] & 0xFF));
    };
    long length = 0;
    byte[] little = exactly(in, lengthBytes, "the header's length");
    for (int i = lengthBytes - 1; i >= 0; i--) {
      length = length << 8 | (little[i] & 0xFF);
    }
    if (length > MAX_HEADER_BYTES) {
      throw new NpyException("byte 8: the header must have at most " + MAX_HEADER_BYTES
          + " bytes, but claims " + length);
    }
    String text = new String(exactly(in, (int) length, "the header"), StandardCharsets.UTF_8);
    return parse(text);
  }

  private static NpyHeader parse(String text) throws NpyException {
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !order.find() || !shape.find()) {
      throw new NpyException("the header must have a plain descr, fortran_order and shape, but is "
          + printable(text));
    }
    List<Long> lengths = new ArrayList<>();
    for (String length : shape.group(1).split(",", -1)) {
      if (!length.isBlank()) {
        lengths.add(Long.parseLong(length.strip()));
      }
    }
    // The order of the elements of a vector is the same in both.
    if (order.group(1).equals("True") && lengths.size() > 1) {
      throw new NpyException("an array must be in C order, but this one is in Fortran order; save"
          + " numpy.ascontiguousarray(a)");
    }
    return new NpyHeader(NpyType.of(type.group(1)), lengths);
  }

  private static byte[] exactly(InputStream in, int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new NpyException(what + " must have " + count + " bytes, but " + bytes.length
          + " are left");
    }
    return bytes;
  }

  static String printable(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return plain.length() > 100 ? plain.substring(0, 100) + "..." : plain;
  }
}
