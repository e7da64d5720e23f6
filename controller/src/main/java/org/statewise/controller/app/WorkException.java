package org.statewise.controller.app;

/** The work itself failed: one sentence, exit code 1. */
final class WorkException extends Exception {
  private static final long serialVersionUID = 1L;

  WorkException(String sentence) {
    super(sentence);
  }

  WorkException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
