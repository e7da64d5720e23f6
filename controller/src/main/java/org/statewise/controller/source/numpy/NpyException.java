package org.statewise.controller.source.numpy;

import java.io.IOException;

/** Bytes that are no array that can be read; the message is one sentence. */
public final class NpyException extends IOException {
  private static final long serialVersionUID = 1L;

  NpyException(String message) {
    super(message);
  }

  NpyException(String message, Throwable cause) {
    super(message, cause);
  }
}
