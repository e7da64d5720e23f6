package org.statewise.controller.record.mcap;

import java.io.IOException;

/** A file that is not what MCAP says it should be; the message names the file and the byte. */
public final class McapException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean torn;

  McapException(String message) {
    this(message, false);
  }

  private McapException(String message, boolean torn) {
    super(message);
    this.torn = torn;
  }

  /** The same sentence about bytes that a crash of the machine explains. */
  McapException asTorn() {
    return new McapException(getMessage(), true);
  }

  boolean isTorn() {
    return torn;
  }
}
