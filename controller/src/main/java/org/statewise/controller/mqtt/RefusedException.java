package org.statewise.controller.mqtt;

/** A command that is not carried out; the message is why, for its sender. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public RefusedException(String reason) {
    super(reason);
  }
}
