package org.statewise.controller.evaluate.report;

/** Whether something holds, in a table: a sign and words; pages add a colour. */
public final class VerdictCell {
  private static final String YES = "✓ ";
  private static final String NO = "✗ ";

  private VerdictCell() {}

  /** A cell that says so, in {@code words}. */
  public static String of(boolean holds, String words) {
    return (holds ? YES : NO) + words;
  }

  /** The same in the usual words. */
  public static String of(boolean holds) {
    return of(holds, holds ? "holds" : "does not hold");
  }

  /** The class of a cell's element; empty for a cell that is no verdict. */
  static String cssClass(String cell) {
    return cell.startsWith(YES) ? "holds" : cell.startsWith(NO) ? "fails" : "";
  }

  /** What a cell says behind its sign. */
  static String words(String cell) {
    return cssClass(cell).isEmpty() ? cell : cell.substring(YES.length());
  }
}
