package org.statewise.controller.corpus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a part of a file. */
final class FileRange {
  private static final int BUFFER_BYTES = 1 << 16;

  private FileRange() {}

  /** @param bytes how many; what the file does not have is not in the sum */
  static String sha256(Path file, long start, long bytes) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(start);
      long left = bytes;
      int got = 0;
      while (left > 0 && got >= 0) {
        got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        digest.update(buffer, 0, Math.max(got, 0));
        left -= got;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
