package org.statewise.controller.record;

import java.io.IOException;

/** An MCAP file that holds no recording of ours, or a damaged one; the message is one sentence. */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
