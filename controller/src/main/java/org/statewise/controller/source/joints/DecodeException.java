package org.statewise.controller.source.joints;

import java.io.IOException;

/** A message that is not what its schema says; the message names the byte or the field. */
public final class DecodeException extends IOException {
  private static final long serialVersionUID = 1L;

  DecodeException(String message) {
    super(message);
  }

  DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
