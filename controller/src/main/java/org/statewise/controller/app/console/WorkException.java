package org.statewise.controller.app.console;

/** The work itself failed: one sentence, exit code 1. */
public final class WorkException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkException(String sentence) {
    super(sentence);
  }

  public WorkException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
