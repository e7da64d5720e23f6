package org.statewise.controller.csv;

import java.io.IOException;

/** A file that is no CSV; the message is one sentence that names file and line. */
public final class CsvFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  CsvFormatException(String message) {
    super(message);
  }
}
