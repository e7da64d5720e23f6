package org.statewise.controller.train;

/** Data, options or files that a training cannot use; the message is one sentence. */
public final class TrainingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence that names what is wrong, the rule and the value. */
  public TrainingException(String sentence) {
    super(sentence);
  }

  /** The same, with what led to it. */
  public TrainingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
