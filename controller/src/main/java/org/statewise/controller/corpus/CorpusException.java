package org.statewise.controller.corpus;

import java.io.IOException;

/** What is wrong with a corpus, or with what it is asked for, as one sentence. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  CorpusException(String message) {
    super(message);
  }

  CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
