package org.statewise.controller.page;

/** A browser's message that is not carried out; the message is why, for its sender. */
final class RefusedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedMessageException(String reason) {
    super(reason);
  }
}
