package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.Optional;

/** A CSV file that cannot be imported; the message is one sentence that names line and column. */
public final class CsvException extends IOException {
  private static final long serialVersionUID = 1L;

  private final RowProblem problem;

  /** About the file as a whole. */
  CsvException(String message) {
    super(message);
    problem = null;
  }

  /** About one row. */
  CsvException(RowProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** What is wrong with a row; empty if the whole file is wrong. */
  public Optional<RowProblem> problem() {
    return Optional.ofNullable(problem);
  }

  /** A piece of the file as it may stand in a sentence. */
  static String quote(String piece) {
    String printable = piece.replaceAll("[^\\x20-\\x7e]", "?");
    return "\"" + (printable.length() > 40 ? printable.substring(0, 40) + "..." : printable) + "\"";
  }
}
