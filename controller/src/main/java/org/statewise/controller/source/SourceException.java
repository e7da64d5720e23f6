package org.statewise.controller.source;

import java.io.IOException;
import java.util.Optional;

/** A file that cannot be imported; the message is one sentence that names the file and the place in it. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RowProblem problem;

  /** About the file as a whole. */
  public SourceException(String message) {
    super(message);
    problem = null;
  }

  /** About the file as a whole. */
  SourceException(String message, Throwable cause) {
    super(message, cause);
    problem = null;
  }

  /** About one row. */
  public SourceException(RowProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** What is wrong with a row; empty if the whole file is wrong. */
  public Optional<RowProblem> problem() {
    return Optional.ofNullable(problem);
  }

  /** A piece of the file as it may stand in a sentence. */
  public static String quote(String piece) {
    String printable = printable(piece);
    return "\"" + (printable.length() > 40 ? printable.substring(0, 40) + "..." : printable) + "\"";
  }

  /** The same without characters that a terminal would act on. */
  static String printable(String piece) {
    return piece.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
