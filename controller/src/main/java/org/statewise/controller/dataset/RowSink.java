package org.statewise.controller.dataset;

import java.io.IOException;
import org.statewise.controller.source.StreamRow;

/** Takes a stream's rows in order. */
interface RowSink {
  /** Takes a row, which is overwritten after the call. */
  void row(StreamRow row) throws IOException;

  /** The last row ended a segment: the next one has nothing to do with it. */
  void endSegment() throws IOException;
}
