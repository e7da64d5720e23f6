package org.statewise.controller.source;

/** What can be wrong with one row of a stream. */
public enum RowProblem {
  WRONG_FIELD_COUNT("wrong number of fields"),
  NOT_A_NUMBER("not a number"),
  NOT_FINITE("NaN or infinite"),
  OUT_OF_RANGE("a number that no joint can have"),
  TIME_NOT_FORWARD("time goes back or stands still"),
  NOT_DECODED("a message that cannot be decoded"),
  JOINT_MISSING("a joint or one of its values is missing"),
  TRUNCATED_LAST_ROW("last row cut off"),
  LONE_ROW("alone in its segment, so that its velocity cannot be estimated");

  private final String words;

  RowProblem(String words) {
    this.words = words;
  }

  /** In words, for a report. */
  public String words() {
    return words;
  }
}
