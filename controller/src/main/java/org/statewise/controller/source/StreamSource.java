package org.statewise.controller.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A stream in a file, read once from the front, row by row: the file may be larger than memory. */
public interface StreamSource extends Closeable {
  int joints();

  /** From base to flange as far as the file tells; empty if it names none. */
  List<String> jointNames();

  /** Whether the rows have velocities. */
  boolean hasQd();

  /** Whether the rows have accelerations. */
  boolean hasQdd();

  /** Where time may start again, as the rest of the sentence "time must go forward"; empty if it never may. */
  String timeRule();

  /**
   * Goes to the next row; false at the end.
   *
   * @throws SourceException if the row is bad, with its problem: the next call goes on behind it; or if the
   *     file is, without one
   */
  boolean next() throws IOException;

  /** The row that {@link #next} went to, which the next call overwrites. */
  StreamRow row();

  /** A place in the file for a sentence: {@code FILE: line 5, column qd1}. */
  String where(long line, String column);

  /** What was understood so far, as one sentence. */
  String understood();

  /** How far the file was read, in the unit of {@link #total}. */
  long done();

  long total();
}
