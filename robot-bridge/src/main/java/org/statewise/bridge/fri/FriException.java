package org.statewise.bridge.fri;

/** An end of FRI could not be opened; the message is one sentence for the person who asked. */
public final class FriException extends Exception {
  private static final long serialVersionUID = 1L;

  FriException(String message) {
    super(message);
  }

  FriException(String message, Throwable cause) {
    super(message, cause);
  }
}
