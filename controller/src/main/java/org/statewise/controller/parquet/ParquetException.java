package org.statewise.controller.parquet;

import java.io.IOException;

/** A file that cannot be read as Parquet; the message is one sentence that names the file. */
public final class ParquetException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSE = 160;

  ParquetException(String message) {
    super(message);
  }

  private ParquetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the library says of a damaged file, in one line. */
  static ParquetException damaged(String where, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = root.getMessage() == null
        ? root.getClass().getSimpleName()
        : root.getMessage().replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return new ParquetException(where + ": the Parquet file is damaged there: "
        + (words.length() > MAX_CAUSE ? words.substring(0, MAX_CAUSE) + "..." : words), cause);
  }
}
