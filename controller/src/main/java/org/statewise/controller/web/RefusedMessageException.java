package org.statewise.controller.web;

/** A browser's message that is not carried out; the message is why, for its sender. */
public final class RefusedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public RefusedMessageException(String reason) {
    super(reason);
  }
}
