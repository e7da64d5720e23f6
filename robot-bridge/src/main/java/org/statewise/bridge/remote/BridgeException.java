package org.statewise.bridge.remote;

/**
 * A bridge could not be opened or reached; the message is one sentence for the person who asked.
 */
public final class BridgeException extends Exception {
  private static final long serialVersionUID = 1L;

  BridgeException(String message) {
    super(message);
  }

  BridgeException(String message, Throwable cause) {
    super(message, cause);
  }
}
