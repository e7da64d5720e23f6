package org.statewise.controller.record;

import java.io.Closeable;
import java.io.IOException;
import org.statewise.controller.loop.TickRecord;

/** Recorded ticks, read one after the other, whatever kind of file they are in. */
public interface TickSource extends Closeable {
  int jointCount();

  /** What the file says of itself. */
  RecordingDescription description();

  /** Goes on to the next tick; false at the end. */
  boolean next() throws IOException;

  /**
   * The tick that {@link #next} went to, in a record that the next call overwrites. Its motion counts the
   * segments from 0.
   */
  TickRecord tick();

  /** Starts again before the first tick. */
  void rewind();

  /** What a file that is not whole lost, as a sentence; empty if it is whole. */
  String loss();
}
