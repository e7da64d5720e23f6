package org.statewise.controller.record;

import java.io.IOException;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.mcap.McapWriter;

/**
 * What the files of a run's recording hold beside its ticks, on topics of their own, for programs that know
 * nothing of ticks. Called by the thread that writes; one object serves all files of a run, one after the other.
 */
public interface CompanionTopics {
  /** Nothing beside the ticks. */
  CompanionTopics NONE = new CompanionTopics() {
    @Override
    public void begin(McapWriter mcap, long logTimeNs) {
      // There is nothing to begin.
    }

    @Override
    public void add(McapWriter mcap, TickRecord tick, long logTimeNs) {
      // Nor to add.
    }
  };

  /** A file begins: its topics are made known, and what holds for all of it is written. */
  void begin(McapWriter mcap, long logTimeNs) throws IOException;

  /** Takes the tick that was just written. */
  void add(McapWriter mcap, TickRecord tick, long logTimeNs) throws IOException;
}
